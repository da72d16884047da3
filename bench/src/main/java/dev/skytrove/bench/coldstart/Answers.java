package dev.skytrove.bench.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What contenders answered: all must have found the same posts, or one of them did less. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of("uri", "handle", "text", "rev", "reply_root_uri", "embed_type");
    private static final List<String> TIMES = List.of("created_at", "indexed_at", "sort_at");

    private final int wanted;
    private List<List<Object>> first = List.of();

    /** @param wanted how many posts were asked for: with fewer, something else is measured */
    Answers(int wanted) {
        this.wanted = wanted;
    }

    /**
     * Compares an answer with the first one.
     *
     * @throws IllegalStateException if it has other posts
     */
    void add(Contender contender, Path answer) throws IOException {
        List<List<Object>> all = posts(Files.readString(answer));
        // The function asks DuckDB for one more, to see whether there are more, and the SQL is its own.
        List<List<Object>> posts = all.subList(0, Math.min(wanted, all.size()));
        if (first.isEmpty()) {
            first = posts;
        }
        if (posts.size() != wanted || !posts.equals(first)) {
            throw new IllegalStateException(
                    contender.name() + " answered with other posts, " + posts.size() + " of them: see " + answer);
        }
    }

    private static List<List<Object>> posts(String answer) throws IOException {
        List<List<Object>> posts = new ArrayList<>();
        for (JsonNode post : JSON.readTree(answer.substring(answer.indexOf('{'))).path("results")) {
            List<Object> values = new ArrayList<>();
            TEXTS.forEach(name -> values.add(post.path(name).asText("")));
            TIMES.forEach(name -> values.add(Instant.parse(post.path(name).asText())));
            post.path("langs").forEach(lang -> values.add(lang.asText()));
            posts.add(values);
        }
        return posts;
    }
}
