package dev.skytrove.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real {@code redis-server} on a free port of the loopback address, set up as production runs it: append-only file
 * with fsync every second, {@code noeviction}, no snapshots. Its data live in the directory that it is given and
 * survive {@link #kill} and {@link #restart}.
 */
public final class RedisServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private final Path directory;
    private final List<String> options;
    private final Map<String, String> environment;
    private final int port;
    private ChildProcess process;

    private RedisServer(Path directory, List<String> options, Map<String, String> environment, int port) {
        this.directory = directory;
        this.options = options;
        this.environment = environment;
        this.port = port;
        process = launch();
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param directory where it keeps its data; made if absent; what a server left there before is loaded
     * @param options further options of {@code redis-server}, for example {@code --maxmemory 64mb}
     * @throws IllegalStateException if it does not start; if it is not installed, the message says how to install it
     */
    public static RedisServer start(Path directory, String... options) {
        return start(directory, Map.of(), options);
    }

    /**
     * The same.
     *
     * @param environment variables of the server's process
     */
    public static RedisServer start(Path directory, Map<String, String> environment, String... options) {
        IllegalStateException last = new IllegalStateException("never tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Files.createDirectories(directory);
                return new RedisServer(directory, List.of(options), environment, freePort());
            } catch (PortTakenException e) {
                last = e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw last;
    }

    /** Where it listens, for example {@code redis://127.0.0.1:41233}. */
    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** The port on the loopback address; a restart keeps it. */
    public int port() {
        return port;
    }

    /** The server's process: to kill, pause and resume it, or to ask for its memory. */
    public ChildProcess process() {
        return process;
    }

    /** Ends it at once, as a crash would (SIGKILL); {@link #restart} brings it back with what its file holds. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same data and port, ending it properly first if it runs, and waits until it answers. */
    public void restart() {
        process.close();
        process = launch();
    }

    /** Ends it properly: all that it acknowledged is in its file. */
    @Override
    public void close() {
        process.close();
    }

    private ChildProcess launch() {
        ChildProcess started = startProcess();
        try {
            awaitAnswer(started);
            return started;
        } catch (RuntimeException | AssertionError e) {
            started.close();
            throw e;
        }
    }

    private ChildProcess startProcess() {
        try {
            return ChildProcess.command(command()).name("redis-server").environment(environment).directory(directory).start();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "redis-server could not be started; if it is not installed: sudo apt-get install redis-server", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", String.valueOf(port), "--dir", directory.toAbsolutePath().toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""));
        command.addAll(List.of("--maxmemory-policy", "noeviction", "--daemonize", "no"));
        command.addAll(options);
        return command;
    }

    private void awaitAnswer(ChildProcess started) {
        Await.until("redis-server answers on port " + port, PATIENCE, () -> {
            if (!started.isAlive()) {
                throw ended(started);
            }
            return answers(started.pid());
        });
    }

    /**
     * A server that still loads its file accepts the connection and answers PING with an error; somebody else's server
     * that took the port meanwhile has another process ID.
     */
    private boolean answers(long pid) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\nINFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            List<String> answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            return answer.contains("+PONG") && answer.contains("process_id:" + pid);
        } catch (IOException e) {
            return false;
        }
    }

    private static IllegalStateException ended(ChildProcess started) {
        int code = started.waitFor(PATIENCE);
        String message = "redis-server ended with " + code + ": " + started.lastLine().orElse("") + started.stderr();
        return message.contains("Failed listening on port")
                ? new PortTakenException(message)
                : new IllegalStateException(message);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Between choosing a free port and listening on it, somebody else took it. */
    private static final class PortTakenException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private PortTakenException(String message) {
            super(message);
        }
    }
}
