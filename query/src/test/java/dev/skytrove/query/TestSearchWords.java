package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, on posts that say it in all ways. */
final class TestSearchWords {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");

    /** How many of the posts a word finds, counted by hand. */
    private static final Map<String, Integer> FOUND = Map.ofEntries(
            Map.entry("CAFE\u0301", 2), Map.entry("café", 2), Map.entry("cafe", 0), Map.entry("ガンダム", 3),
            Map.entry("ｶﾞﾝﾀﾞﾑ", 3), Map.entry("bluesky", 1), Map.entry("Straße", 3), Map.entry("STRASSE", 3),
            Map.entry("ΟΔΌΣ", 2), Map.entry("i\u0307stanbul", 1), Map.entry("işik", 1), Map.entry("ışık", 1),
            Map.entry("❤", 2), Map.entry("❤\ufe0f", 2), Map.entry("unbroken", 1), Map.entry("government", 1),
            Map.entry("שלום", 1), Map.entry("blue", 2), Map.entry("한글", 2), Map.entry("\u1112\u1161\u11ab글", 2),
            Map.entry("Ёлка", 1), Map.entry("don't", 2), Map.entry("donʼt", 2), Map.entry("don’t", 2),
            Map.entry("york new", 1), Map.entry("東京 タワー", 1), Map.entry("finance", 1), Map.entry("👨👩👧", 1));

    @TempDir
    private Path directory;

    @Test
    void everyWayOfWritingAWordFindsAllOthers() throws IOException {
        Path cases = ProjectPaths.find().shared().resolve("cases/08-search-words.jsonl");
        assumeTrue(Files.exists(cases), "no cases at ../shared/cases");
        ObjectMapper json = new ObjectMapper();
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            int key = 0;
            for (String line : Files.readAllLines(cases)) {
                String text = json.readTree(line).at("/commit/record/text").asText();
                lake.add(SamplePost.of("did:plc:words", "k" + key++, text, NOON));
            }
            lake.flush(1);
            FOUND.forEach((word, count) -> {
                assertThat(search.search(TestingSearch.criteria("text", word)).posts()).as(word).hasSize(count);
                boolean phrase = !word.startsWith("york");
                assertThat(search.search(TestingSearch.criteria("text", word, "exact", "true")).posts())
                        .as(word)
                        .hasSize(phrase ? count : 0);
            });
        }
    }
}
