package dev.skytrove.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as told, one request after the other, and keeps what it was asked: servers do not fail when a test wants. */
final class StubS3 implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    StubS3(Answer... answers) throws IOException {
        this.answers.addAll(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A request as it came. */
    record Request(String line, Headers headers, String body) {}

    /** An answer; one that announces more than it has breaks off. */
    record Answer(int status, String body, int announced, Map<String, String> headers) {
        private static final Map<String, String> OF_S3 = Map.of("ETag", "\"0\"", "x-amz-request-id", "tx0001");

        Answer(int status, String body) {
            this(status, body, body.length());
        }

        Answer(int status, String body, int announced) {
            this(status, body, announced, OF_S3);
        }

        /** The same with these headers and no others. */
        Answer with(Map<String, String> others) {
            return new Answer(status, body, announced, others);
        }

        static Answer error(int status, String code) {
            return new Answer(status, "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
        }
    }

    ObjectStore store() {
        return ObjectStores.open("s3://bucket/prefix", environment());
    }

    /** What names this server. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "someone",
                "AWS_SECRET_ACCESS_KEY", "swordfish");
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(new Request(line, exchange.getRequestHeaders(), body));
        // The last answer is given for good.
        Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), answer.announced() == 0 ? -1 : answer.announced());
        exchange.getResponseBody().write(answer.body().getBytes(UTF_8));
        exchange.close();
    }
}
