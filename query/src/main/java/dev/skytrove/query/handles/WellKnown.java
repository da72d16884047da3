package dev.skytrove.query.handles;

import dev.skytrove.query.tasks.GuardedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches {@code https://<handle>/.well-known/atproto-did} from one address, which its caller has checked: what a name points
 * to is not asked again. No redirect is followed. Certificates must be valid for the handle.
 */
final class WellKnown {
    private static final int MOST_BYTES = 16 << 10;
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\\n]*\\n.*?\\r?\\n\\r?\\n(.*)", Pattern.DOTALL);

    private final Supplier<SSLSocketFactory> sockets;
    private final int port;
    private final Duration limit;
    private final Duration whole;

    /**
     * Asks nobody yet.
     *
     * @param limit how long each step may take
     * @param whole how long all of them may: a host that sends a byte now and then would otherwise hold a thread for hours
     */
    WellKnown(Supplier<SSLSocketFactory> sockets, int port, Duration limit, Duration whole) {
        this.sockets = sockets;
        this.port = port;
        this.limit = limit;
        this.whole = whole;
    }

    /**
     * The text of the file; empty if there is none.
     *
     * @throws IOException if the host does not answer as it should
     */
    Optional<String> fetch(String handle, InetAddress address) throws IOException {
        try (Socket socket = new Socket();
                AutoClosing _ = AutoClosing.after(whole, socket)) {
            socket.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            try (SSLSocket secure = (SSLSocket) sockets.get().createSocket(socket, handle, port, true)) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                // Of 1.0, so that the answer comes in no chunks.
                String request = "GET /.well-known/atproto-did HTTP/1.0\r\nHost: " + handle
                        + "\r\nAccept: text/plain\r\nUser-Agent: skytrove\r\nConnection: close\r\n\r\n";
                secure.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return body(new String(secure.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        }
    }

    /** Closes a socket when its time is over, and whoever waits for it then gets an error; unless it is closed before. */
    private record AutoClosing(Future<?> end) implements AutoCloseable {
        static AutoClosing after(Duration time, Socket socket) {
            Runnable end = new GuardedTask("the end of a handle's time", () -> close(socket));
            return new AutoClosing(Times.ENDS.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS));
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }

    /** A thread of its own: those that all share may all be waiting for somebody. Made when first needed. */
    private static final class Times {
        static final ScheduledExecutorService ENDS = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("query-handle-ends").factory());
    }

    private static Optional<String> body(String answer) throws IOException {
        Matcher parts = ANSWER.matcher(answer);
        if (!parts.matches()) {
            throw new IOException("no answer of HTTP");
        }
        int status = Integer.parseInt(parts.group(1));
        if (status >= 500 || status == 429) {
            throw new IOException("the host answers with " + status);
        }
        return status == 200 ? Optional.of(parts.group(2).strip()) : Optional.empty();
    }
}
