package dev.skytrove.testing.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls functions, and the simulator's control, as their users do. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Http() {}

    /** A URL with query parameters, encoded. */
    public static URI url(String base, Map<String, String> parameters) {
        return URI.create(parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&", base + "?", "")));
    }

    /**
     * The body of an answer.
     *
     * @throws IllegalStateException if the status is not 200; the message has it, and the body
     */
    public static String get(URI url) {
        return body(send(HttpRequest.newBuilder(url), HttpResponse.BodyHandlers.ofString(UTF_8)));
    }

    /**
     * The lines of an answer's body.
     *
     * @throws IllegalStateException if the status is not 200
     */
    public static List<String> lines(URI url) {
        HttpResponse<Stream<String>> response =
                send(HttpRequest.newBuilder(url), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            requireOk(response, "");
            return lines.toList();
        }
    }

    /**
     * The body of an answer that is JSON.
     *
     * @throws IllegalStateException if the status is not 200, or the body is something else
     */
    public static JsonNode getJson(URI url) {
        return Json.parse(get(url));
    }

    /** The status of whatever is answered. */
    public static int status(URI url) {
        return send(HttpRequest.newBuilder(url), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /**
     * Posts nothing.
     *
     * @throws IllegalStateException if the status is not 200
     */
    public static void post(URI url) {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
        body(send(HttpRequest.newBuilder(url).POST(nothing), HttpResponse.BodyHandlers.ofString(UTF_8)));
    }

    private static String body(HttpResponse<String> response) {
        requireOk(response, response.body());
        return response.body();
    }

    private static void requireOk(HttpResponse<?> response, String body) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.uri() + " answered " + response.statusCode() + ": " + body);
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        HttpRequest built = request.timeout(PATIENCE).build();
        try {
            return Client.CLIENT.send(built, handler);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + built.uri(), e);
        }
    }

    /** Made when it is first used. */
    private static final class Client {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
    }
}
