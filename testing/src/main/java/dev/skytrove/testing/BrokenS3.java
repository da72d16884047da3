package dev.skytrove.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A bucket that goes wrong as it is told, which a real server does not. It holds nothing, or one object that never comes. */
public final class BrokenS3 implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault;

    private BrokenS3(Fault fault) throws IOException {
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What is wrong. */
    public enum Fault {
        /** Nothing: the bucket is empty. */
        NONE,
        /** Requests are taken and never answered. */
        SILENT,
        /** One file of posts is listed, and comes at a byte a second. */
        TRICKLING,
        /** Every page of a listing is empty and promises another. */
        ENDLESS
    }

    /** Starts one. */
    public static BrokenS3 with(Fault fault) throws IOException {
        return new BrokenS3(fault);
    }

    /** What is wrong from now on. */
    public void set(Fault fault) {
        this.fault = fault;
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    /** The variables that lead a process here. */
    public Map<String, String> environment() {
        return Map.of(
                "SKYTROVE_STORAGE", "s3://bucket/lake",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "someone",
                "AWS_SECRET_ACCESS_KEY", "swordfish");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            // Without these nobody takes it for an S3 server.
            exchange.getResponseHeaders().set("x-amz-request-id", "broken");
            exchange.getResponseHeaders().set("ETag", "\"broken\"");
            boolean listing = exchange.getRequestURI().toString().contains("list-type=2");
            switch (fault) {
                case NONE -> send(exchange, page(false, ""));
                case SILENT -> closed.await();
                case TRICKLING -> {
                    if (listing) {
                        send(exchange, page(false, object(exchange)));
                    } else {
                        trickle(exchange);
                    }
                }
                case ENDLESS -> send(exchange, page(true, "<NextContinuationToken>" + requests + "</NextContinuationToken>"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(boolean truncated, String content) {
        return "<ListBucketResult><IsTruncated>%s</IsTruncated>%s</ListBucketResult>".formatted(truncated, content);
    }

    private static String object(HttpExchange exchange) {
        String name = "lake/lake/posts/year=2026/month=07/day=04/hour=12/posts-flush-1-1-0.parquet";
        return exchange.getRequestURI().toString().contains("posts")
                ? "<Contents><Key>" + name + "</Key><Size>1000</Size></Contents>"
                : "";
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void trickle(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 1000);
        OutputStream body = exchange.getResponseBody();
        do {
            body.write(0);
            body.flush();
        } while (!closed.await(1, TimeUnit.SECONDS));
    }
}
