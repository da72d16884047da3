package dev.skytrove.query;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a bucket and counts requests, which have no bodies. It changes nothing, so that signatures stay true. */
final class RequestCounter implements AutoCloseable {
    private static final String HEAD_END = "\r\n\r\n";

    private final ServerSocket server = new ServerSocket();
    private final URI target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();

    RequestCounter(String target) throws IOException {
        this.target = URI.create(target);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        begin(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many have come since it was last asked. */
    int take() {
        return requests.getAndSet(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

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
            begin(() -> answer(upstream, client));
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = upstream.getOutputStream();
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                matched = b == HEAD_END.charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
                if (matched == HEAD_END.length()) {
                    requests.incrementAndGet();
                    matched = 0;
                }
                out.write(b);
            }
        }
    }

    private static void answer(Socket upstream, Socket client) throws IOException {
        try (client) {
            upstream.getInputStream().transferTo(client.getOutputStream());
        }
    }
}
