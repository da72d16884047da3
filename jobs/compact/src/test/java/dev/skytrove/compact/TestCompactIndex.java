package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.query.PostSearch;
import dev.skytrove.testing.lake.SamplePost;
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
