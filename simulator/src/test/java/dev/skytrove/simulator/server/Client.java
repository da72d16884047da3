package dev.skytrove.simulator.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A websocket client that keeps what it gets. Not the JDK's: that one now and then never notices what came together
 * with the answer to its handshake.
 */
final class Client implements AutoCloseable {
    /** Instead of a close code where the connection was reset. */
    static final int BROKEN = -1;

    /** Where it ended without a close frame. */
    static final int CUT = 1006;

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;

    private final List<String> frames = new ArrayList<>();
    private final List<byte[]> binaryFrames = new ArrayList<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private int pings;
    private final Socket socket;
    private final DataInputStream in;
    private final String answer;

    private Client(Socket socket, String request) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        this.answer = Handshake.read(in);
    }

    static Client connect(SimulatorServer server, String query) {
        return connect(server.subscribeUrl(), query, "");
    }

    /** Connects with header lines of its own, each with its line end. */
    static Client connect(URI url, String query, String headers) {
        try {
            Client client = new Client(new Socket(url.getHost(), url.getPort()), Handshake.request(url, query, headers));
            Thread.ofVirtual().start(client::read);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server chose, or nothing. */
    String subprotocol() {
        return Handshake.header(answer, "sec-websocket-protocol");
    }

    /** All text frames, as soon as there are so many. */
    List<String> await(int count) {
        return await(count, this::frames);
    }

    /** All binary frames, as soon as there are so many. */
    List<byte[]> awaitBinary(int count) {
        return await(count, this::binaryFrames);
    }

    /** The close code, {@link #BROKEN} or {@link #CUT}. */
    int awaitEnd() {
        Await.until("the connection's end", end::isDone);
        return end.join();
    }

    String ping(String payload) {
        send(PING, payload);
        Await.until("a pong", pong::isDone);
        return pong.join();
    }

    void send(String text) {
        send(TEXT, text);
    }

    List<String> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    int pings() {
        synchronized (frames) {
            return pings;
        }
    }

    List<byte[]> binaryFrames() {
        synchronized (frames) {
            return List.copyOf(binaryFrames);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> List<T> await(int count, Supplier<List<T>> kept) {
        try {
            Await.until(count + " frames", () -> kept.get().size() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; got " + kept.get().size() + ", end: " + end, e);
        }
        return kept.get();
    }

    private void read() {
        try {
            while (!end.isDone()) {
                take(in.readUnsignedByte(), in.readNBytes(Handshake.frameLength(in)));
            }
        } catch (EOFException e) {
            end.complete(CUT);
        } catch (IOException e) {
            end.complete(BROKEN);
        }
    }

    private void take(int type, byte[] payload) throws IOException {
        synchronized (frames) {
            switch (type) {
                case TEXT -> frames.add(new String(payload, StandardCharsets.UTF_8));
                case BINARY -> binaryFrames.add(payload);
                case PING -> pings++;
                case PONG -> pong.complete(new String(payload, StandardCharsets.UTF_8));
                case CLOSE -> end.complete(((payload[0] & 0xff) << 8) | (payload[1] & 0xff));
                default -> throw new IOException("not a final frame of a known type: " + type);
            }
        }
    }

    /** A short frame, masked with zeros. */
    private void send(int type, String payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(type);
        frame.write(0x80 | payload.length());
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload.getBytes(StandardCharsets.US_ASCII));
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
