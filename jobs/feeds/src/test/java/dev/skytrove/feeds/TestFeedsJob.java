package dev.skytrove.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skytrove.feeds.Feed.Items;
import dev.skytrove.jobs.JobConfig;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.runtime.ProcessEnvironment;
import dev.skytrove.testing.TestingS3;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SamplePost;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What feeds hold, over a lake in a directory and one in a real S3 server. */
final class TestFeedsJob {
    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");

    @TempDir
    private Path directory;

    private SampleLake lake;
    private int likes;

    @BeforeEach
    void open() {
        lake = SampleLake.in(directory.resolve("lake"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void postsAreThoseOfASearchNewestFirst() throws IOException {
        SamplePost gone = post("c", "1", "klima, deleted", 3);
        lake.add(post("a", "1", "das Klima", 1), post("b", "1", "klima again", 2), gone, post("d", "1", "other", 1));
        lake.add(post("e", "1", "klima of last week", 200));
        lake.add(gone.deleted("3zzzzzzzzzzzz", NOW)).flush(1);

        List<JsonNode> lines = write(feed(Items.POSTS, 10, 1, Map.of("text", List.of("klima"))));

        assertThat(lines.stream().map(line -> line.path("uri").asText()))
                .containsExactly("at://did:plc:a/app.bsky.feed.post/" + key(1, "1"), "at://did:plc:b/app.bsky.feed.post/" + key(2, "1"));
        assertThat(fields(lines.getFirst()))
                .containsExactly("uri", "url", "author_did", "handle", "text", "created_at", "indexed_at", "sort_at", "langs",
                        "reply_root_uri", "reply_parent_uri", "quote_uri", "embed_type", "image_count", "has_video", "link_uris",
                        "hashtags", "mention_dids", "self_labels");
        assertThat(lines.getFirst().path("sort_at").asText()).isEqualTo("2026-07-10T11:00:00.000000Z");
    }

    @Test
    void mostLikedCountsAccountsThatStillLikeAPost() throws IOException {
        SamplePost first = post("a", "1", "liked by three", 5);
        SamplePost second = post("b", "1", "liked by two, and by two no longer", 6);
        SamplePost hidden = post("c", "1", "liked by four, deleted", 6);
        SamplePost old = post("d", "1", "of the day before yesterday", 50);
        lake.add(first, second, hidden, old, post("e", "1", "liked by nobody", 1));
        lake.add(hidden.deleted("3zzzzzzzzzzzz", NOW));
        for (String did : List.of("1", "2", "3")) {
            like(did, "3" + did, first);
            like(did, "4" + did, hidden);
            like(did, "5" + did, old);
        }
        for (String did : List.of("4", "5", "6", "7")) {
            like(did, "3" + did, second);
            like(did, "4" + did, hidden);
        }
        // Twice by one account, after a like that was taken back.
        like("1", "again", first);
        lake.execute("INSERT INTO deletes VALUES (?, 'did:plc:4', 'app.bsky.feed.like', ?, '3zzzzzzzzzzzz', ?)",
                "at://did:plc:4/app.bsky.feed.like/34", "34", NOW.minusSeconds(5));
        lake.add(SampleAccount.status("did:plc:5", "deleted", 1, NOW.minusSeconds(5)));
        lake.flush(1);

        List<JsonNode> lines = write(feed(Items.MOST_LIKED, 10, 1, Map.of()));

        assertThat(lines.stream().map(line -> line.path("likes").asInt() + " " + line.path("text").asText()))
                .containsExactly("3 liked by three", "2 liked by two, and by two no longer");
        assertThat(fields(lines.getFirst())).startsWith("likes", "uri", "url");
        assertThat(write(feed(Items.MOST_LIKED, 1, 1, Map.of()))).hasSize(1);
    }

    @Test
    void trendingHashtagsHaveMoreAuthorsThanBefore() throws IOException {
        // New: three accounts now, none before. Usual: three now, three in each of seven days. Loud: one account, often.
        for (String did : List.of("a", "b", "c")) {
            tagged(did, "new", 1, "New");
            for (int day = 0; day < 8; day++) {
                tagged(did, "usual" + day, 24 * day + 2, "usual");
            }
        }
        tagged("a", "newer", 2, "nEW");
        for (int post = 0; post < 5; post++) {
            tagged("d", "loud" + post, 3, "loud");
        }
        // Grown: four now, seven account-days before.
        for (String did : List.of("a", "b", "c", "d")) {
            tagged(did, "grown", 4, "grown");
        }
        for (int day = 1; day < 8; day++) {
            tagged("e", "grown" + day, 24 * day + 2, "grown");
        }
        lake.flush(1);

        List<JsonNode> lines = write(feed(Items.TRENDING_HASHTAGS, 10, 2, Map.of()));

        assertThat(lines.stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"hashtag\":\"new\",\"authors\":3,\"posts\":4,\"authors_before\":0.0,\"growth\":1.5}",
                        "{\"hashtag\":\"grown\",\"authors\":4,\"posts\":4,\"authors_before\":1.0,\"growth\":1.33}");
    }

    @Test
    void feedsAreWrittenWhenTheyAreDue() {
        lake.add(post("a", "1", "a post", 1)).flush(1);

        assertThat(run(NOW).feeds()).isEqualTo(Map.of("most-liked", 0L, "trending-hashtags", 0L));
        assertThat(run(NOW.plus(Duration.ofMinutes(54))).feeds()).isEmpty();
        assertThat(run(NOW.plus(Duration.ofMinutes(56))).feeds()).hasSize(2);
        assertThat(names())
                .containsExactly(
                        "feeds/most-liked/20260710T120000Z.jsonl",
                        "feeds/most-liked/20260710T125600Z.jsonl",
                        "feeds/most-liked/latest.jsonl",
                        "feeds/trending-hashtags/20260710T120000Z.jsonl",
                        "feeds/trending-hashtags/20260710T125600Z.jsonl",
                        "feeds/trending-hashtags/latest.jsonl");
    }

    @Test
    void bucketIsReadAndWritten() throws IOException {
        SamplePost liked = post("a", "1", "a post", 1);
        lake.add(liked);
        like("1", "31", liked);
        lake.flush(1);
        TestingS3 server = TestingS3.get();
        String storage = TestingS3.storageUri(server.createBucket(), "some/where");
        try (ObjectStore bucket = ObjectStores.open(storage, server.environment());
                Stream<Path> files = Files.walk(lake.storage())) {
            files.filter(Files::isRegularFile).forEach(file -> bucket.put(lake.storage().relativize(file).toString(), file));

            writer(bucket, storage, server.environment(), NOW).write(List.of(feed(Items.MOST_LIKED, 10, 1, Map.of())));

            assertThat(new String(bucket.get("feeds/test/latest.jsonl", DataSize.ofMebibytes(1)), StandardCharsets.UTF_8))
                    .startsWith("{\"likes\":1,\"uri\":\"" + liked.uri() + "\"")
                    .hasLineCount(1);
        }
    }

    private void tagged(String did, String name, int hoursAgo, String tag) {
        SamplePost post = post(did, name, "tagged", hoursAgo);
        lake.add(post).execute("UPDATE posts SET hashtags = ? WHERE uri = ?", List.of(tag), post.uri());
    }

    private static SamplePost post(String did, String name, String text, int hoursAgo) {
        return SamplePost.of("did:plc:" + did, key(hoursAgo, name), text, NOW.minus(Duration.ofHours(hoursAgo)));
    }

    /** A key that tells the time, as those of the network do: its last characters are the post's own. */
    private static String key(int hoursAgo, String name) {
        Instant second = NOW.minus(Duration.ofHours(hoursAgo)).truncatedTo(ChronoUnit.SECONDS);
        return SampleKey.at(second.plus(Math.floorMod(name.hashCode(), 1_000_000), ChronoUnit.MICROS));
    }

    /** The sample lake has no likes: this writes a file of one. */
    private void like(String did, String key, SamplePost post) {
        Instant at = NOW.minus(Duration.ofMinutes(30));
        Path folder = lake.storage().resolve("lake/likes/year=2026/month=07/day=10/hour=11");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        likes++;
        lake.execute("COPY (SELECT 'at://did:plc:%1$s/app.bsky.feed.like/%2$s' AS uri, 'did:plc:%1$s' AS author_did, '%2$s' AS rkey,"
                        .formatted(did, key)
                + " '3aaaaaaaaaaaa' AS rev, '%s' AS subject_uri, NULL::VARCHAR AS via_uri, TIMESTAMPTZ '%s' AS created_at,"
                        .formatted(post.uri(), at)
                + " TIMESTAMPTZ '%s' AS indexed_at) TO '%s/likes-flush-%d-%d-0.parquet' (FORMAT parquet)"
                        .formatted(at, folder, likes, likes));
    }

    private static Feed feed(Items items, int limit, int minAuthors, Map<String, List<String>> query) {
        return new Feed("test", items, Duration.ofHours(1), Duration.ofHours(24), limit, minAuthors, query);
    }

    private List<JsonNode> write(Feed feed) throws IOException {
        try (ObjectStore store = store()) {
            writer(store, "file://" + lake.storage(), Map.of(), NOW).write(List.of(feed));
            String content = new String(store.get("feeds/test/latest.jsonl", DataSize.ofMebibytes(1)), StandardCharsets.UTF_8);
            assertThat(store.get("feeds/test/20260710T120000Z.jsonl", DataSize.ofMebibytes(1)))
                    .isEqualTo(content.getBytes(StandardCharsets.UTF_8));
            List<JsonNode> lines = new ArrayList<>();
            for (String line : content.lines().toList()) {
                lines.add(JsonMapper.builder().build().readTree(line));
            }
            return lines;
        }
    }

    private FeedsSummary run(Instant now) {
        try (ObjectStore store = store()) {
            FeedWriter writer = writer(store, "file://" + lake.storage(), Map.of(), now);
            FeedsJob job = new FeedsJob(config(), writer, store, Clock.fixed(now, ZoneOffset.UTC));
            return (FeedsSummary) ((JobResult.Done) job.run()).summary();
        }
    }

    private FeedWriter writer(ObjectStore store, String storage, Map<String, String> environment, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        FeedCacheConfig cache = new FeedCacheConfig(directory.resolve("cache").toString(), DataSize.ofMebibytes(64));
        FeedSearch search = new FeedSearch(
                config(), new JobConfig(storage, ""), new ProcessEnvironment(environment), clock, cache);
        return new FeedWriter(store, search, ObjectMapper.getDefault(), clock);
    }

    private static FeedsConfig config() {
        return new FeedsConfig("", DataSize.ofMebibytes(128), Duration.ofMinutes(1));
    }

    private ObjectStore store() {
        return ObjectStores.open("file://" + lake.storage(), Map.of());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        try (ObjectStore store = store()) {
            store.list("feeds/", "", object -> names.add(object.name()));
        }
        return names;
    }

    private static List<String> fields(JsonNode line) {
        List<String> fields = new ArrayList<>();
        line.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
