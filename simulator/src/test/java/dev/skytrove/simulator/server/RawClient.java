package dev.skytrove.simulator.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A websocket client that reads only when told to, and takes any bytes as text. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    static RawClient connect(SimulatorServer server, String query) throws IOException {
        return connect(server, query, "");
    }

    /** Connects with header lines of its own, each with its line end. */
    static RawClient connect(SimulatorServer server, String query, String headers) throws IOException {
        return connect(server.subscribeUrl(), query, headers);
    }

    /** @throws IOException if it is refused; the message is the whole answer */
    static RawClient connect(URI url, String query, String headers) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        String request = "GET " + url.getPath() + query + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        RawClient client = new RawClient(socket);
        requireUpgrade(client.in);
        return client;
    }

    /** The payload of the next frame. */
    byte[] read() throws IOException {
        int first = in.readUnsignedByte();
        if (first != 0x81) {
            throw new IOException("not a final text frame: " + first);
        }
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void requireUpgrade(InputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) in.read());
        }
        if (!headers.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(headers + new String(in.readNBytes(contentLength(headers)), StandardCharsets.UTF_8));
        }
    }

    private static int contentLength(StringBuilder headers) {
        return headers.toString().lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
