package dev.skytrove.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.client.Csv;
import dev.skytrove.testing.client.Http;
import dev.skytrove.testing.model.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a function for posts.
 *
 * @param url where it is
 */
record SearchClient(String url) {
    /** All results of a search, gathered page by page. */
    List<JsonNode> all(SearchRequest request, int limit) {
        Map<String, String> parameters = parameters(request);
        parameters.put("limit", String.valueOf(limit));
        List<JsonNode> results = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = Http.getJson(Http.url(url, parameters));
            page.path("results").forEach(results::add);
            int count = page.path("results").size();
            if (count > limit || page.path("meta").path("count").asInt() != count) {
                throw new AssertionError(count + " results in a page of " + limit + ": " + page.path("meta"));
            }
            more = page.path("next_cursor").isTextual();
            parameters.put("cursor", page.path("next_cursor").asText());
        }
        return results;
    }

    /** The rows of an export of everything, the header among them. */
    List<List<String>> export(SearchRequest request) {
        Map<String, String> parameters = parameters(request);
        parameters.put("limit", "1000000");
        return Csv.records(Http.get(Http.url(url, parameters)));
    }

    private static Map<String, String> parameters(SearchRequest request) {
        Map<String, String> parameters = new HashMap<>();
        put(parameters, "text", request.text());
        put(parameters, "exact", request.exact() ? "true" : "");
        put(parameters, "username", request.username());
        put(parameters, "start", request.start().equals(Instant.MIN) ? "" : request.start().toString());
        put(parameters, "end", request.end().equals(Instant.MAX) ? "" : request.end().toString());
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
