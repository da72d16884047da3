package dev.skytrove.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls functions and the simulator's control as their users do. */
final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    /** The body of an answer that must be a 200. */
    static String get(String url, Map<String, String> parameters) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + query(parameters))));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " for " + response.uri() + ": " + response.body());
        }
        return response.body();
    }

    /** The status of whatever is answered. */
    static int status(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))).statusCode();
    }

    static JsonNode getJson(String url, Map<String, String> parameters) {
        return Json.parse(get(url, parameters));
    }

    static void post(String url) {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url)).POST(nothing));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " for " + url + ": " + response.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }
}
