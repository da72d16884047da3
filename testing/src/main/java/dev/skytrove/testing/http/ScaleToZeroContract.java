package dev.skytrove.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function promises that systemd starts at the first connection, and that ends by itself. {@code
 * -Dskytrove.activations=…} says how often it is to be started; where there is no C compiler, most of it is skipped.
 */
public abstract class ScaleToZeroContract {
    private static final Logger log = LoggerFactory.getLogger(ScaleToZeroContract.class);

    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration LONG_IDLE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REQUESTS_A_ROUND = 30;

    @TempDir
    private Path directory;

    private final Class<?> main;
    private final RawRequest request;
    private final int activations;

    /**
     * @param main the function's class
     * @param path what to ask it for; it answers with 200
     * @param activations how often to start it where no property says so
     */
    protected ScaleToZeroContract(Class<?> main, String path, int activations) {
        this.main = main;
        this.request = new RawRequest(path);
        this.activations = Integer.getInteger("skytrove.activations", activations);
    }

    /** Variables that the function needs, with room for its files. */
    protected abstract Map<String, String> settings(Path room);

    @Test
    final void noRequestIsLostAtTheEdgeOfTheExit() throws Exception {
        try (SocketActivation function = start(IDLE)) {
            int requests = EdgeHammer.hammer(
                    new EdgeHammer.Function(function.port(), request, IDLE), REQUESTS_A_ROUND,
                    () -> function.exitCodes().size(), activations);
            log.info("{} requests answered by {} activations", requests, function.exitCodes().size());
            function.terminate();
            function.await();
            assertThat(function.exitCodes()).as(function.log()).containsOnly(0);
        }
    }

    @Test
    final void connectionThatSendsLateIsWaitedFor() throws Exception {
        try (SocketActivation function = start(IDLE)) {
            try (Socket late = RawRequest.connect(function.port())) {
                assertThat(request.send(function.port())).startsWith("HTTP/1.1 200");
                LockSupport.parkNanos(IDLE.multipliedBy(10).toNanos());
                assertThat(request.send(late)).startsWith("HTTP/1.1 200");
            }
            Await.until("it has exited", PATIENCE, () -> !function.exitCodes().isEmpty());
            assertThat(function.exitCodes()).containsExactly(0);
        }
    }

    @Test
    final void eachAnswerClosesItsConnection() throws Exception {
        try (SocketActivation function = start(LONG_IDLE)) {
            assertThat(request.send(function.port())).containsIgnoringCase("connection: close");
            assertThat(function.exitCodes()).isEmpty();
        }
    }

    @Test
    final void tellsTheUrlOfTheSocketNotOfTheManagement() throws Exception {
        int management = freePort();
        Map<String, String> more = Map.of("SKYTROVE_MANAGEMENT_PORT", Integer.toString(management));
        try (SocketActivation function = start(LONG_IDLE, more)) {
            assertThat(request.send(function.port())).startsWith("HTTP/1.1 200");
            // It begins to listen beside the function, which does not wait for it to answer.
            Await.until("the management's port is open", PATIENCE, () -> isOpen(management));
            assertThat(function.log()).contains("\"url\":\"http://127.0.0.1:" + function.port() + "\"");
        }
    }

    @Test
    final void signalEndsItWithZero() throws Exception {
        try (SocketActivation function = start(LONG_IDLE)) {
            assertThat(request.send(function.port())).startsWith("HTTP/1.1 200");
            function.terminate();
            function.await();
            assertThat(function.exitCodes()).as(function.log()).containsExactly(0);
        }
    }

    @Test
    final void exitsByItselfWithoutASocketToo() throws Exception {
        Map<String, String> more = Map.of("SKYTROVE_HTTP_PORT", "0", "SKYTROVE_HTTP_IDLE_EXIT", "5s");
        try (ChildProcess function = FunctionProcess.command(main)
                .environment(settings(directory))
                .environment(more)
                .start()) {
            String ready = function.awaitLine(line -> line.startsWith("{\"ready\""), PATIENCE);
            assertThat(request.send(FunctionProcess.url(ready).getPort())).startsWith("HTTP/1.1 200");
            assertThat(function.waitFor(PATIENCE)).as(function.stderr()).isZero();
        }
    }

    /** Starts the function behind a socket. */
    protected final SocketActivation start(Duration idle) throws IOException, InterruptedException {
        return start(idle, Map.of());
    }

    private SocketActivation start(Duration idle, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings(directory));
        environment.putAll(more);
        environment.put("SKYTROVE_HTTP_IDLE_EXIT", idle.toMillis() + "ms");
        environment.put("LC_ALL", "C");
        return SocketActivation.start(FunctionProcess.words(main), directory, environment);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = RawRequest.connect(port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
