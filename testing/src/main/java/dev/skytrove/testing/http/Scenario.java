package dev.skytrove.testing.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request and what answers it. In a file it is a JSON object with these members, all but {@code name} and {@code
 * target} optional; a file is an array of them.
 *
 * @param name what it shows
 * @param method {@code GET} unless told
 * @param target path and query; only the query, from the question mark on, in scenarios for every function
 * @param headers of the request
 * @param status 200 unless told; 400 if there is a {@code problem}
 * @param answerHeaders regular expressions that the values of the answer's headers match; null for one that is absent
 * @param json JSON pointers into the answer, and the values there
 * @param rkeys the keys of the posts found, in order
 * @param body the whole answer
 * @param problem members of the problem
 */
public record Scenario(
        String name,
        String method,
        String target,
        Map<String, String> headers,
        int status,
        Map<String, String> answerHeaders,
        Map<String, JsonNode> json,
        List<String> rkeys,
        String body,
        Map<String, String> problem) {
    /** Fills in what is not told. */
    public Scenario {
        method = method == null ? "GET" : method;
        headers = headers == null ? Map.of() : headers;
        answerHeaders = answerHeaders == null ? Map.of() : answerHeaders;
        json = json == null ? Map.of() : json;
        status = status == 0 ? (problem == null ? 200 : 400) : status;
    }

    /** The scenarios in a resource beside a class. */
    public static List<Scenario> read(Class<?> beside, String resource) {
        try (InputStream stream = beside.getResourceAsStream(resource)) {
            ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            return Arrays.asList(mapper.readValue(stream, Scenario[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What every function that searches answers on the lake of {@link ScenarioLake}. */
    public static List<Scenario> ofEverySearch() {
        return read(Scenario.class, "search-scenarios.json");
    }

    /** The same for the function at a path, for example {@code /search}. */
    public Scenario at(String path) {
        return new Scenario(
                name, method, path + target, headers, status, answerHeaders, json, rkeys, body, problem);
    }

    /** Its request to a function. */
    public HttpRequest request(URI function) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(function + target)).method(method, BodyPublishers.noBody());
        headers.forEach(builder::header);
        return builder.build();
    }

    @Override
    public String toString() {
        return name;
    }
}
