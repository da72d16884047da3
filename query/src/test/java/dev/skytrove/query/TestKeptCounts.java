package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.aggregate.AggregateParser;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Aggregator;
import dev.skytrove.query.aggregate.Key;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of all posts that processes leave in the cache for those after them. */
final class TestKeptCounts {
    private static final Instant NOON = Instant.parse("2026-07-04T12:30:00Z");
    private static final SamplePost TAKEN_BACK = post("did:plc:a", "1", NOON, "en");

    @TempDir
    private Path directory;

    private SampleLake lake;

    @BeforeEach
    void write() {
        lake = SampleLake.in(directory.resolve("lake"));
        lake.add(TAKEN_BACK, post("did:plc:a", "2", NOON, "de"), post("did:plc:b", "3", NOON, "de"))
                .add(post("did:plc:b", "4", NOON.plus(Duration.ofHours(1)), "de", "EN"))
                .flush(1);
    }

    @Test
    void anotherProcessNeedsNoFileOfPosts() throws IOException {
        assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");
        for (Path file : files(lake.storage(), "posts-")) {
            Files.write(file, new byte[(int) Files.size(file)]);
        }

        assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");
        // Else it would not be known that it makes a difference.
        assertThat(counted("another")).containsExactly("0 posts");
    }

    @Test
    void totalsOfSearchesAreThoseOfCounts() {
        assertThat(counted("cache")).contains("4 posts");
        lake.add(TAKEN_BACK.deleted("3z", NOON.plus(Duration.ofDays(1)))).flush(2);

        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            assertThat(search.search(TestingSearch.criteria("limit", "1", "count", "true")).total()).hasValue(3);
            assertThat(search.search(TestingSearch.criteria(
                                    "limit", "1", "count", "true", "start", "2026-07-04T12:40:00Z"))
                            .total())
                    .hasValue(1);
            assertThat(search.search(TestingSearch.criteria(
                                    "limit", "1", "count", "true", "end", "2026-07-04T12:40:00Z"))
                            .total())
                    .hasValue(2);
        }
    }

    @Test
    void i4WhatIsHiddenLaterIsNotCounted() {
        assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");

        lake.add(TAKEN_BACK.deleted("3z", NOON.plus(Duration.ofDays(1)))).flush(2);
        assertThat(counted("cache")).containsExactly("3 posts", "[de] 3", "[en] 1");

        lake.add(SampleAccount.status("did:plc:b", "takendown", 1, NOON.plus(Duration.ofDays(2)))).flush(3);
        assertThat(counted("cache")).containsExactly("1 posts", "[de] 1");

        lake.add(SampleAccount.status("did:plc:b", null, 2, NOON.plus(Duration.ofDays(3)))).flush(4);
        assertThat(counted("cache")).containsExactly("3 posts", "[de] 3", "[en] 1");
    }

    /** Who first counts posts with a word has later counts find what hides them without looking. */
    @Test
    void countOfSomePostsHasWhatIsHiddenBeKnownSoon() {
        lake.add(TAKEN_BACK.deleted("3z", NOON.plus(Duration.ofHours(2)))).flush(2);
        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            AggregateResult first = count(search);
            assertThat(first.total()).isEqualTo(3);
            Await.until("hidden rows are known", Duration.ofSeconds(30), () -> search.hoursKnown() == 2);

            AggregateResult second = count(search);
            assertThat(second.tables()).isEqualTo(first.tables());
            assertThat(second.meta().filesRead()).isLessThan(first.meta().filesRead());

            lake.add(post("did:plc:b", "3", NOON, "de").deleted("3z", NOON.plus(Duration.ofHours(3)))).flush(3);
            assertThat(count(search).total()).isEqualTo(2);
        }
    }

    private static AggregateResult count(PostSearch search) {
        return Aggregator.aggregate(
                        search,
                        TestingAggregates.filters(Map.of("text", List.of("text"))),
                        AggregateParser.parse(Map.of("by", List.of("hour"))),
                        new Cancellation(),
                        counted -> counted)
                .join();
    }

    /** Whoever empties the storage and begins anew, in the same hour, gets files of the same names. */
    @Test
    void i4LakeThatBeginsAnewIsCountedAnew() throws IOException {
        lake.add(TAKEN_BACK.deleted("3z", NOON.plus(Duration.ofHours(2)))).flush(2);
        assertThat(counted("cache")).containsExactly("3 posts", "[de] 3", "[en] 1");
        for (Path file : files(lake.storage(), "")) {
            Files.delete(file);
        }

        lake = SampleLake.in(directory.resolve("lake"));
        lake.add(post("did:plc:c", "1", NOON, "fr"), post("did:plc:c", "2", NOON, "fr", "nl"), post("did:plc:c", "3", NOON, "it"))
                .add(post("did:plc:c", "4", NOON.plus(Duration.ofHours(1)), "fr"))
                .flush(1);
        assertThat(counted("cache")).containsExactly("4 posts", "[fr] 3", "[it] 1", "[nl] 1");
    }

    /** What strangers call a language, in two hours: by counts that are kept, and by posts. */
    @Test
    void i6OddKeysAreTheSameInBothCounts() {
        List<String> odd = List.of(
                "a\u0000b", "\u0000", "a", " ", "'; DROP TABLE counted; --", "\uD83D\uDE00\uD83D\uDE01", "e\u0301", "\u00e9",
                "\u0130", "\u1e9e", "\u200b", "\u202etxt", "\uffff", "\udbff\udfff", "\u0080", "\u07ff", "\u0800",
                "x".repeat(640), "x".repeat(641), "\uD83D\uDE00".repeat(160), "[a, b]", "\\u0041", "%s", "NULL", "\n\r\t");
        for (int i = 0; i < odd.size(); i++) {
            String other = odd.get((i + 1) % odd.size());
            lake.add(post("did:plc:c", "odd" + i, NOON.plusSeconds(i), odd.get(i), other, odd.get(i)));
            lake.add(post("did:plc:c", "later" + i, NOON.plus(Duration.ofHours(1)).plusSeconds(i), odd.get(i)));
        }
        lake.flush(2);

        List<String> byPosts = counted("posts", "count,authors");
        assertThat(byPosts).hasSizeGreaterThan(odd.size() - 3);
        for (int i = 0; i < 2; i++) {
            assertThat(counted("cache", "count")).isEqualTo(byPosts);
        }
    }

    @Test
    void whatIsDamagedIsCountedAgain() throws IOException {
        assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");
        List<Path> kept = Stream.of("hidden.index", "counts.index")
                .flatMap(name -> files(directory.resolve("cache"), name).stream())
                .toList();
        assertThat(kept).hasSize(2);
        for (Path file : kept) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i += 1 + whole.length / 10) {
                byte[] damaged = whole.clone();
                damaged[i] ^= 1;
                Files.write(file, damaged);

                assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");
            }
            Files.write(file, new byte[3]);
            assertThat(counted("cache")).containsExactly("4 posts", "[de] 3", "[en] 2");
        }
    }

    private static SamplePost post(String did, String rkey, Instant sortAt, String... langs) {
        SamplePost plain = SamplePost.of(did, rkey, "text", sortAt);
        return new SamplePost(
                did, rkey, plain.rev(), plain.operation(), plain.text(), sortAt, plain.indexedAt(), sortAt, null,
                List.of(langs), List.of());
    }

    /** By a process that ends. */
    private List<String> counted(String cache) {
        return counted(cache, "count");
    }

    private List<String> counted(String cache, String measures) {
        try (PostSearch search = TestingSearch.open(lake.storage(), directory.resolve(cache))) {
            AggregateResult result = Aggregator.aggregate(
                            search,
                            TestingAggregates.filters(Map.of()),
                            AggregateParser.parse(Map.of(
                                    "by", List.of("lang"), "measures", List.of(measures), "top", List.of("100"))),
                            new Cancellation(),
                            counted -> counted)
                    .join();
            List<String> lines = new ArrayList<>(List.of(result.total() + " posts"));
            result.tables().getFirst().buckets().forEach(bucket -> lines.add(bucket.key().stream()
                            .map(key -> ((Key.Value) key).text())
                            .toList()
                    + " " + bucket.count()));
            return lines;
        }
    }

    private static List<Path> files(Path root, String name) {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(path -> path.getFileName().toString().startsWith(name) && Files.isRegularFile(path)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
