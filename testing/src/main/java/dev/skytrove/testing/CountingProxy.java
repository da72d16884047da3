package dev.skytrove.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a bucket: holds each request for a while, as a network does, and counts requests and the bytes that come
 * back. It changes nothing, so that signatures stay true. Requests without bodies only.
 */
public final class CountingProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket server;
    private final URI target;
    private final Duration delay;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Begins to listen.
     *
     * @param target where the bucket is
     * @param delay of each request
     * @throws IOException if there is no port
     */
    public CountingProxy(URI target, Duration delay) throws IOException {
        this.target = target;
        this.delay = delay;
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        begin(this::accept);
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many requests have come. */
    public long requests() {
        return requests.get();
    }

    /** How many bytes were answered, heads included. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** What is read or written ends with its connection, however that ends. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void begin(Work work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The one side sees that the other is gone, and asks again or fails.
            }
        });
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            begin(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                Socket upstream = new Socket(target.getHost(), target.getPort())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            begin(() -> answer(upstream, client));
            InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
            OutputStream out = upstream.getOutputStream();
            for (byte[] head = head(in); head.length > 0; head = head(in)) {
                requests.incrementAndGet();
                Thread.sleep(delay);
                out.write(head);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket upstream, Socket client) throws IOException {
        try (client) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                bytes.addAndGet(length);
                out.write(buffer, 0, length);
            }
        }
    }

    /** A request up to its empty line; nothing at the end. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            matched = b == HEAD_END.charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == HEAD_END.length()) {
                if (head.toString(StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT).contains("\ncontent-length: 1")) {
                    throw new IOException("a request with a body");
                }
                return head.toByteArray();
            }
        }
        return new byte[0];
    }
}
