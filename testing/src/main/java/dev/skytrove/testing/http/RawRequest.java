package dev.skytrove.testing.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A {@code GET} by hand, on a connection that the server closes: a client of the JDK would send a lost request again.
 *
 * @param path what to ask for, and its query
 */
public record RawRequest(String path) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Connects to a port of this machine. */
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /**
     * What comes back for these bytes until the server closes the connection.
     *
     * @param bytes a request that asks it to close, each character one byte
     */
    public static String exchange(int port, String bytes) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The whole answer, status line and headers too, on a connection of its own. */
    public String send(int port) throws IOException {
        try (Socket socket = connect(port)) {
            return send(socket);
        }
    }

    /** The whole answer. */
    public String send(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
