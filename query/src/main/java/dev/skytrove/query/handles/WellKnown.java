package dev.skytrove.query.handles;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

    /** @param limit how long each step may take */
    WellKnown(Supplier<SSLSocketFactory> sockets, int port, Duration limit) {
        this.sockets = sockets;
        this.port = port;
        this.limit = limit;
    }

    /**
     * The text of the file; empty if there is none.
     *
     * @throws IOException if the host does not answer as it should
     */
    Optional<String> fetch(String handle, InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
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
