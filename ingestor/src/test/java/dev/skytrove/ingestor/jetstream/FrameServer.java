package dev.skytrove.ingestor.jetstream;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A websocket server of one connection, byte by byte: what it sends and sees is for the test to say. */
public final class FrameServer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listener;
    private final CompletableFuture<Socket> accepted = new CompletableFuture<>();
    private final CompletableFuture<String> request = new CompletableFuture<>();

    /** Listens on a port of its own. */
    public FrameServer() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public JetstreamUrl url() {
        return JetstreamUrl.parse("ws://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            Socket socket = listener.accept();
            request.complete(upgrade(socket));
            accepted.complete(socket);
        } catch (IOException | NoSuchAlgorithmException e) {
            accepted.completeExceptionally(e);
        }
    }

    private static String upgrade(Socket socket) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(socket.getInputStream().read());
        }
        String request = head.toString(StandardCharsets.ISO_8859_1);
        String key = request.replaceAll("(?si).*sec-websocket-key: (\\S+).*", "$1");
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] accept = sha1.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        return request;
    }

    /** The head of the client's request. */
    String request() {
        return get(request);
    }

    /** Sends bytes, whatever they mean. */
    public void send(byte[] bytes) throws IOException {
        get(accepted).getOutputStream().write(bytes);
    }

    /** The next frame of the client: its first byte, then its payload, unmasked. */
    byte[] receive() throws IOException {
        DataInputStream in = new DataInputStream(get(accepted).getInputStream());
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        return frame.toByteArray();
    }

    /** Ends the connection without a word. */
    void cut() throws IOException {
        get(accepted).close();
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (accepted.isDone() && !accepted.isCompletedExceptionally()) {
            cut();
        }
    }
}
