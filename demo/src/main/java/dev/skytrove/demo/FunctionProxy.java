package dev.skytrove.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hands requests on to a function, and its answer back as it comes. */
final class FunctionProxy implements AutoCloseable {
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Content-Disposition",
            "Retry-After",
            "X-Next-Cursor",
            "X-Complete",
            "X-Unreadable-Files",
            "X-Snapshot-Removed",
            "Link");
    private static final byte[] UNREACHABLE =
            ("{\"type\":\"about:blank\",\"title\":\"Bad Gateway\",\"status\":502,"
                            + "\"detail\":\"the function does not answer\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpClient client = HttpClient.newHttpClient();

    /** Asks the host of {@code function} for the same path and query. */
    void pass(HttpExchange exchange, URI function) throws IOException {
        URI asked = exchange.getRequestURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        URI target = URI.create(function.getScheme() + "://" + function.getAuthority() + asked.getRawPath() + query);
        HttpRequest request = HttpRequest.newBuilder(target)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            sayUnreachable(exchange);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is closing", e);
        }
        handBack(exchange, answer);
    }

    private static void sayUnreachable(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(502, UNREACHABLE.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(UNREACHABLE);
        }
    }

    private static void handBack(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
        HEADERS.forEach(name -> answer.headers()
                .firstValue(name)
                .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        // A client that leaves ends the function's connection, too.
        try (InputStream from = answer.body()) {
            exchange.sendResponseHeaders(answer.statusCode(), head ? -1 : 0);
            if (!head) {
                from.transferTo(exchange.getResponseBody());
                // Only where all of it came: closing says to the client that the answer is whole.
                exchange.getResponseBody().close();
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
