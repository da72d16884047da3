package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.query.PostSearch;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SamplePost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The word indexes that a compaction leaves. */
final class TestCompactIndex {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String DAY = "index/posts/year=2026/month=07/day=04/";
    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.in(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void closedDaysGetOneOnce() {
        flush(1, NOON, "first words");
        flush(2, NOON.plusSeconds(3600), "second words");
        flush(3, NOON.plus(Duration.ofDays(1)), "third words");
        // Of the day that a run will have later, which may be tomorrow by now.
        flush(4, Instant.now().plus(LATER), "words of today");
        stage.settle();
        assertThat(stage.compact().indexed()).isZero();
        assertThat(stage.names("index/posts/")).isEmpty();

        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.indexed()).isEqualTo(2);
        assertThat(summary.indexBytes()).isPositive();
        assertThat(summary.indexShare()).isEqualTo((double) summary.indexBytes() / summary.indexedBytes());
        List<String> names = stage.names("index/posts/");
        assertThat(names).hasSize(2);
        assertThat(names.getFirst()).startsWith(DAY + "words-0-");
        assertThat(rewrite(LATER).indexed()).isZero();
        assertThat(stage.names("index/posts/")).isEqualTo(names);
        find("first", "1-0 first words");
        find("words", "4-0 words of today", "3-0 third words", "2-0 second words", "1-0 first words");
        find("absent");
    }

    @Test
    void hourThatChangesGetsANextOneAndTheOldOneGoes() {
        flush(1, NOON, "first words");
        stage.settle();
        rewrite(Duration.ZERO);
        flush(2, NOON.plusSeconds(5), "second words");

        assertThat(rewrite(Duration.ZERO).indexed()).isEqualTo(1);
        assertThat(stage.names(DAY)).hasSize(2);
        find("second", "2-0 second words");
        find("first", "1-0 first words");

        assertThat(rewrite(LATER).indexesDeleted()).isEqualTo(1);
        assertThat(stage.names(DAY)).singleElement().asString().startsWith(DAY + "words-1-");
        find("second", "2-0 second words");
    }

    @Test
    void garbageIsMadeAnewAndDoesNotFailTheRun() throws IOException {
        for (int day = 0; day < 3; day++) {
            flush(day + 1, NOON.plus(Duration.ofDays(day)), "words" + day);
        }
        stage.settle();
        rewrite(Duration.ZERO);
        List<String> names = stage.names(DAY);
        for (String garbage : List.of("", "garbage", "PAR1 and nothing that follows it, PAR1")) {
            Files.writeString(directory.resolve("lake").resolve(stage.names(DAY).getLast()), garbage);
            find("words0", "1-0 words0");

            CompactSummary summary = rewrite(Duration.ZERO);

            assertThat(summary.indexed()).isEqualTo(1);
            assertThat(summary.indexesDamaged()).isEqualTo(1);
            assertThat(stage.names(DAY)).hasSize(2).containsAll(names);
            find("words0", "1-0 words0");
            rewrite(LATER);
            names = stage.names(DAY);
        }
        assertThat(stage.names(DAY)).singleElement().asString().startsWith(DAY + "words-3-");
    }

    @Test
    void foreignOneOfTheLastGenerationGivesWay() throws IOException {
        flush(1, NOON, "first words");
        stage.settle();
        rewrite(Duration.ZERO);
        Path folder = directory.resolve("lake").resolve(DAY);
        for (int generation : new int[] {1, 999_999_998, 999_999_999}) {
            Files.writeString(folder.resolve("words-" + generation + "-0123456789abcdef.parquet"), "foreign");
        }

        assertThat(rewrite(Duration.ZERO).indexed()).isEqualTo(1);
        assertThat(stage.files(DAY)).hasSize(3).noneMatch(name -> name.contains("99999"));
        find("first", "1-0 first words");

        assertThat(rewrite(LATER).indexed()).isZero();
        assertThat(stage.files(DAY)).singleElement().asString().startsWith("words-2-");
        find("first", "1-0 first words");
    }

    /** It supersedes the real one; there is nothing that could supersede it. */
    @Test
    void fileOfTheLakeOfTheLastGenerationIsLeftAloneAndAllElseIsDone() throws IOException {
        List<SamplePost> posts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = NOON.plusSeconds(i);
            posts.add(SamplePost.of("did:plc:a", SampleKey.at(at), "first words", at).rev("3a"));
        }
        stage.lake().add(posts.toArray(SamplePost[]::new));
        stage.flush(1);
        String name = stage.names("lake/posts/").getFirst();
        Path last = directory.resolve("lake").resolve(name.replace("-0.parquet", "-999999999.parquet"));
        Files.move(directory.resolve("lake").resolve(name), last);
        flush(2, NOON.plus(Duration.ofDays(1)), "second words");
        for (SamplePost post : posts.subList(0, 39)) {
            stage.lake().add(post.deleted("3z", NOON.plus(Duration.ofDays(9))));
        }
        stage.flush(50);
        stage.settle();

        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.rewritten()).isZero();
        assertThat(summary.skipped()).isEqualTo(1);
        assertThat(summary.indexed()).isEqualTo(2);
        assertThat(last).exists();
        find("words", "2-0 second words", posts.getLast().rkey() + " first words");
    }

    @Test
    void manifestThatCannotBeReadKeepsFilesFromBeingDeletedAndAllElseIsDone() {
        flush(1, NOON, "first words");
        flush(2, NOON.plusSeconds(5), "second words");
        stage.settle();
        String manifest = "snapshots/20260710T070000Z/manifest.json";
        stage.store().put(manifest, "garbage".getBytes(StandardCharsets.UTF_8));

        for (Duration later : List.of(Duration.ZERO, LATER)) {
            assertThatThrownBy(() -> rewrite(later))
                    .isInstanceOf(JobFailedException.class)
                    .hasMessageContaining(manifest);
        }
        assertThat(stage.files("lake/posts/")).hasSize(3).contains("posts-flush-1-2-0.parquet");
        assertThat(stage.names(DAY)).hasSize(1);

        stage.store().delete(List.of(manifest));
        rewrite(LATER);
        assertThat(stage.files("lake/posts/")).containsExactly("posts-flush-1-2-0.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "[]", "{\"version\":9}", "{\"version\":1,\"batch\":9}"})
    void stateThatCannotBeReadKeepsFilesOfFlushesAsTheyAreAndAllElseIsDone(String state) {
        flush(1, NOON, "first words");
        flush(2, NOON.plusSeconds(5), "second words");
        stage.settle();
        stage.compact();
        stage.lake().add(SamplePost.of("did:plc:a", "3-0", "third words", NOON.plus(Duration.ofDays(1))));
        stage.flush(3);
        flush(4, NOON.plus(Duration.ofDays(1)).plusSeconds(5), "fourth words");
        stage.store().put("state/flush.json", state.getBytes(StandardCharsets.UTF_8));

        CompactSummary summary = rewrite(Duration.ZERO);

        assertThat(summary.merged()).isZero();
        assertThat(summary.indexed()).isEqualTo(1);
        stage.settle();
        assertThat(rewrite(Duration.ZERO).merged()).isEqualTo(1);
        find("words", "4-0 fourth words", "3-0 third words", "2-0 second words", "1-0 first words");
    }

    @Test
    void indexOfADayWhosePostsAreGoneGoes() {
        flush(1, NOON, "first words");
        stage.settle();
        rewrite(Duration.ZERO);
        stage.store().delete(stage.names("lake/posts/"));

        assertThat(rewrite(Duration.ZERO).indexesDeleted()).isZero();
        assertThat(rewrite(LATER).indexesDeleted()).isEqualTo(1);
        assertThat(stage.names("index/posts/")).isEmpty();
    }

    @Test
    void i4WordsAreFoundWhileIndexesComeAndGoAndRunsDie() throws Exception {
        List<String> expected = new ArrayList<>();
        try (PostSearch search = stage.search();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            flush(1, NOON, "first words");
            stage.settle();
            rewrite(Duration.ZERO);
            expected.add("1-0 first words");
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> searching = executor.submit(() -> {
                int searches = 0;
                while (!done.get()) {
                    assertThat(Stage.find(search, "first")).isEqualTo(expected);
                    assertThat(Stage.find(search, "absent")).isEmpty();
                    searches++;
                }
                return searches;
            });
            try {
                int batch = 1;
                for (CompactCrashPoint deadly : List.of(
                        CompactCrashPoint.COMPACT_INDEX_WRITTEN,
                        CompactCrashPoint.COMPACT_INDEX_PUT,
                        CompactCrashPoint.COMPACT_INDEX_DELETED)) {
                    batch++;
                    flush(batch, NOON.plusSeconds(batch), "other words");
                    assertThat(isKilledAt(deadly)).as("%s", deadly).isTrue();
                }
                rewrite(LATER);
                rewrite(LATER.multipliedBy(2));
            } finally {
                done.set(true);
            }
            assertThat(searching.get()).isGreaterThan(2);
            assertThat(stage.names(DAY)).hasSize(1);
            assertThat(search.unreadableIndexes()).isZero();
        }
    }

    private boolean isKilledAt(CompactCrashPoint deadly) {
        try {
            stage.compact(
                    point -> {
                        if (point == deadly) {
                            throw new IllegalStateException("killed");
                        }
                    },
                    LATER,
                    true);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private CompactSummary rewrite(Duration later) {
        return stage.compact(CrashInjector.NONE, later, true);
    }

    private void find(String word, String... expected) {
        try (PostSearch search = stage.search()) {
            assertThat(Stage.find(search, word)).containsExactly(expected);
        }
    }

    private void flush(int batch, Instant at, String text) {
        stage.lake().add(SamplePost.of("did:plc:a", batch + "-0", text, at));
        stage.flush(batch);
    }
}
