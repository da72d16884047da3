package dev.skytrove.simulator.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a websocket connection begins, and its frames. */
final class Handshake {
    private Handshake() {}

    static String request(URI url, String query, String headers) {
        return "GET " + url.getPath() + query + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    /**
     * The answer's headers.
     *
     * @throws IOException if it is a refusal; the message is the whole of it
     */
    static String read(DataInputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(headers.toString());
            }
            headers.append((char) next);
        }
        if (headers.toString().startsWith("HTTP/1.1 101 ")) {
            return headers.toString();
        }
        String length = header(headers.toString(), "content-length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        throw new IOException(headers + new String(body, StandardCharsets.UTF_8));
    }

    /** One of the headers, or nothing. */
    static String header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Reads how long the frame is whose first byte was read. */
    static int frameLength(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }
}
