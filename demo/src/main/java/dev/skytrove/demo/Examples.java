package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.testing.client.Csv;
import dev.skytrove.testing.client.Http;
import dev.skytrove.testing.client.Json;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Three searches and an export over HTTP, with texts that the newest posts suggest, printed for a person. */
final class Examples {
    private static final String FALLBACK = "bluesky";
    private static final int SHOWN = 3;
    private static final int TEXT_WIDTH = 88;
    private static final int SAMPLE = 200;
    private static final int EXPORT_LIMIT = 100_000;

    private final String searchUrl;
    private final String exportUrl;
    private final PrintStream out;

    Examples(String searchUrl, String exportUrl, PrintStream out) {
        this.searchUrl = searchUrl;
        this.exportUrl = exportUrl;
        this.out = out;
    }

    /** Runs and prints them, and adds what came of them to the summary as {@code searches} and {@code export}. */
    void run(ObjectNode summary) {
        List<String> texts = newestTexts();
        String frequent = Words.mostFrequent(texts, FALLBACK);
        ArrayNode searches = summary.putArray("searches");
        searches.add(search(Map.of("text", frequent)));
        searches.add(search(Map.of("text", Words.twoOfOneText(texts, FALLBACK))));
        searches.add(search(parameters("text", Words.phrase(texts, FALLBACK), "exact", "true")));
        summary.set("export", export(parameters("text", frequent, "limit", String.valueOf(EXPORT_LIMIT))));
    }

    private List<String> newestTexts() {
        List<String> texts = new ArrayList<>();
        JsonNode page = Http.getJson(Http.url(searchUrl, Map.of("limit", String.valueOf(SAMPLE))));
        page.path("results").forEach(post -> texts.add(post.path("text").asText()));
        return texts;
    }

    private ObjectNode search(Map<String, String> parameters) {
        URI url = Http.url(searchUrl, parameters);
        long started = System.nanoTime();
        JsonNode results = Http.getJson(url).path("results");
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        out.printf("%n%s%n  %d results in %d ms%n", url, results.size(), millis);
        for (int i = 0; i < Math.min(SHOWN, results.size()); i++) {
            print(results.get(i));
        }
        ObjectNode result = Json.object().put("text", parameters.get("text"));
        return result.put("results", results.size()).put("ms", millis);
    }

    private void print(JsonNode post) {
        String author = post.path("handle").isTextual() ? "@" + post.path("handle").asText() : post.path("author_did").asText();
        String text = post.path("text").asText().replaceAll("\\s+", " ").strip();
        out.printf("    %.19s  %s%n      %s%n", post.path("sort_at").asText(), author, shortened(text));
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= TEXT_WIDTH ? text : text.substring(0, text.offsetByCodePoints(0, TEXT_WIDTH - 1)) + "…";
    }

    private ObjectNode export(Map<String, String> parameters) {
        URI url = Http.url(exportUrl, parameters);
        long started = System.nanoTime();
        String csv = Http.get(url);
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        long rows = Math.max(0, Csv.records(csv).size() - 1);
        long bytes = csv.getBytes(StandardCharsets.UTF_8).length;
        out.printf("%n%s%n  %d rows, %d bytes of CSV in %d ms%n", url, rows, bytes, millis);
        return Json.object().put("rows", rows).put("bytes", bytes);
    }

    private static Map<String, String> parameters(String name, String value, String otherName, String otherValue) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        parameters.put(otherName, otherValue);
        return parameters;
    }
}
