package dev.skytrove.simulator.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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
        socket.getOutputStream().write(Handshake.request(url, query, headers).getBytes(StandardCharsets.US_ASCII));
        RawClient client = new RawClient(socket);
        Handshake.read(client.in);
        return client;
    }

    /** The payload of the next frame. */
    byte[] read() throws IOException {
        int first = in.readUnsignedByte();
        if (first != 0x81) {
            throw new IOException("not a final text frame: " + first);
        }
        return in.readNBytes(Handshake.frameLength(in));
    }

    /** The next bytes. */
    byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Everything until the connection's end. */
    byte[] readRest() throws IOException {
        return in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
