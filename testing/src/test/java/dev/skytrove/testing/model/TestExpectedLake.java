package dev.skytrove.testing.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ProjectPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestExpectedLake {
    private static final String LIKE = """
            {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3m","operation":"create",\
            "collection":"app.bsky.feed.like","rkey":"r",\
            "record":{"createdAt":"2026-07-04T14:38:08Z","subject":{"uri":"at://x"}}}}""";

    @Test
    void recordingOfTheRealNetworkHasTheKnownCounts() throws Exception {
        Path recording = ProjectPaths.find().recording();
        Assumptions.assumeTrue(Files.exists(recording), () -> "needs " + recording);

        ExpectedLake lake;
        try (Stream<String> lines = Files.lines(recording)) {
            lake = ExpectedLake.of(lines);
        }

        assertThat(lake.counts()).isEqualTo(Map.of(
                "likes", 69L, "posts", 14L, "reposts", 9L, "follows", 3L, "blocks", 1L,
                "others", 2L, "oversized", 0L, "deletes", 2L, "accounts", 2L, "profiles", 0L));
        assertThat(lake.ingested()).isEqualTo(102);
        assertThat(lake.duplicates()).isZero();
        assertThat(lake.malformed()).isZero();
    }

    @Test
    void likeHasItsColumns() {
        Row like = only("likes", LIKE);

        assertThat(like.asMap())
                .containsEntry("uri", "at://did:plc:a/app.bsky.feed.like/r")
                .containsEntry("author_did", "did:plc:a")
                .containsEntry("subject_uri", "at://x")
                .containsEntry("via_uri", null)
                .containsEntry("created_at", Instant.parse("2026-07-04T14:38:08Z"))
                .containsEntry("indexed_at", Instant.parse("2026-07-04T14:38:08.085434Z"));
    }

    @Test
    void postIsWalkedInFull() {
        String record = """
                {"text":"a\\u0000\\ud800b","createdAt":"2026-07-04T13:38:08.085434Z","langs":["en",1,"en"],\
                "reply":{"root":{"uri":"at://root"},"parent":{"uri":"at://parent"}},"tags":["two","#three"],\
                "labels":{"values":[{"val":"porn"},{}]},"facets":[{"features":[\
                {"$type":"app.bsky.richtext.facet#link","uri":"https://one"},\
                {"$type":"app.bsky.richtext.facet#tag","tag":"two"},\
                {"$type":"app.bsky.richtext.facet#mention","did":"did:plc:m"}]},7],\
                "embed":{"$type":"app.bsky.embed.recordWithMedia","record":{"record":{"uri":"at://quoted"}},\
                "media":{"$type":"app.bsky.embed.images","images":[{},{}]}} }""";

        Row post = only("posts", post(record));

        assertThat(post.asMap())
                .containsEntry("text", "a\0\uFFFDb")
                .containsEntry("langs", List.of("en"))
                .containsEntry("reply_root_uri", "at://root")
                .containsEntry("reply_parent_uri", "at://parent")
                .containsEntry("quote_uri", "at://quoted")
                .containsEntry("embed_type", "app.bsky.embed.recordWithMedia")
                .containsEntry("image_count", 2)
                .containsEntry("has_video", false)
                .containsEntry("link_uris", List.of("https://one"))
                .containsEntry("hashtags", List.of("two", "three"))
                .containsEntry("mention_dids", List.of("did:plc:m"))
                .containsEntry("self_labels", List.of("porn"))
                .containsEntry("sort_at", Instant.parse("2026-07-04T13:38:08.085434Z"))
                .containsEntry("raw_data", record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-04T13:38:08.085433Z", "2026-07-04T14:38:08.085435Z", "2999-01-01", "never", ""})
    void unbelievableTimeSortsByWhenTheNetworkSawIt(String createdAt) {
        Row post = only("posts", post("{\"createdAt\":\"" + createdAt + "\"}"));

        assertThat(post.time("sort_at")).isEqualTo(post.time("indexed_at"));
    }

    @Test
    void whatHasNoTableOfItsOwnGoesToOthers() {
        String unknownKind = "{\"time_us\":1783175888085434,\"kind\":\"sync\"}";
        String unknownOperation = LIKE.replace("\"create\"", "\"merge\"");
        String otherCollection = LIKE.replace("feed.like", "feed.x");
        ExpectedLake lake = ExpectedLake.of(Stream.of(unknownKind, unknownOperation, otherCollection));

        assertThat(lake.rows("others")).hasSize(3).extracting(row -> row.get("operation"))
                .containsExactly("sync", "merge", "create");
        assertThat(lake.rows("others")).extracting(row -> row.get("raw_data"))
                .startsWith(unknownKind, unknownOperation);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "nonsense", "[]", "7", "{}", "{\"kind\":\"commit\"}",
        "{\"kind\":\"sync\",\"time_us\":\"1783175888085434\"}",
        "{\"kind\":\"sync\",\"time_us\":1783175888085434} x",
        "{\"kind\":\"identity\",\"time_us\":1783175888085434,\"did\":\"did:plc:a\",\"identity\":7}"
    })
    void lineThatIsNoEventIsCountedAsMalformed(String line) {
        assertThat(ExpectedLake.of(Stream.of(line)).malformed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"did", "time_us", "kind", "commit", "rev", "operation", "collection", "rkey", "record"})
    void commitWithoutARequiredFieldIsMalformed(String field) {
        String line = LIKE.replaceFirst('"' + field + "\":", "\"x\":");

        assertThat(ExpectedLake.of(Stream.of(line)).malformed()).isEqualTo(1);
    }

    @Test
    void eventsAreTheSameByTheirKeyAndNotByTheirText() {
        String later = LIKE.replace("1783175888085434", "1783175888085435");
        ExpectedLake lake = ExpectedLake.of(Stream.of(LIKE, LIKE, later, LIKE.replace("\"3m\"", "\"3n\"")));

        assertThat(lake.ingested()).isEqualTo(2);
        assertThat(lake.duplicates()).isEqualTo(2);
        assertThat(lake.rows("likes")).hasSize(2);
    }

    private static Row only(String table, String line) {
        ExpectedLake lake = ExpectedLake.of(Stream.of(line));
        assertThat(lake.rows(table)).hasSize(1);
        return lake.rows(table).getFirst();
    }

    private static String post(String record) {
        String like = LIKE.replace("feed.like", "feed.post");
        return like.substring(0, like.indexOf("{\"createdAt\"")) + record + "}}";
    }
}
