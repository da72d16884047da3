package dev.skytrove.simulator.server;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A websocket client that keeps what it gets. */
final class Client implements WebSocket.Listener, AutoCloseable {
    /** Instead of a close code where the connection broke. */
    static final int BROKEN = -1;

    private final List<String> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final List<byte[]> binaryFrames = new ArrayList<>();
    private final ByteArrayOutputStream partialBytes = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<String> pong = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private WebSocket socket;

    private Client() {}

    static Client connect(SimulatorServer server, String query) {
        return connect(URI.create(server.subscribeUrl() + query), builder -> {});
    }

    /** Connects with headers or subprotocols of its own. */
    static Client connect(URI url, Consumer<WebSocket.Builder> request) {
        Client client = new Client();
        WebSocket.Builder builder = client.http.newWebSocketBuilder();
        request.accept(builder);
        client.socket = builder.buildAsync(url, client).join();
        return client;
    }

    /** What the server chose, or nothing. */
    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** All binary frames, as soon as there are so many. */
    List<byte[]> awaitBinary(int count) {
        Await.until(count + " binary frames", () -> binaryFrames().size() >= count);
        return binaryFrames();
    }

    List<byte[]> binaryFrames() {
        synchronized (binaryFrames) {
            return List.copyOf(binaryFrames);
        }
    }

    /** All frames, as soon as there are so many. */
    List<String> await(int count) {
        try {
            Await.until(count + " frames", () -> frames().size() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; got " + frames().size() + ", end: " + end, e);
        }
        return frames();
    }

    /** The close code, or {@link #BROKEN}. */
    int awaitEnd() {
        Await.until("the connection's end", end::isDone);
        return end.join();
    }

    String ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))).join();
        Await.until("a pong", pong::isDone);
        return pong.join();
    }

    List<String> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            synchronized (frames) {
                frames.add(partial.toString());
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        partialBytes.writeBytes(part);
        if (last) {
            synchronized (binaryFrames) {
                binaryFrames.add(partialBytes.toByteArray());
            }
            partialBytes.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pong.complete(StandardCharsets.UTF_8.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end.complete(BROKEN);
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
