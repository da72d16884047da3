package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One export or query at a time, and one that waits. */
final class TestExports {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final CountDownLatch held = new CountDownLatch(1);
    private OpenLake lake;
    private QueryRunner runner;
    private Exports exports;

    @BeforeEach
    void open() {
        Path storage = directory.resolve("lake");
        try (SampleLake sample = SampleLake.in(storage)) {
            sample.add(SamplePost.of("did:plc:a", "1", "one", Instant.parse("2026-07-04T12:00:00Z"))).flush(1);
        }
        QuerySettings settings = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(128), 2, DataSize.ofMebibytes(256), 1, 1, LONG, LONG);
        lake = OpenLake.open(settings, "file://" + storage, Map.of(), Clock.systemUTC(), HandleResolver.NONE);
        runner = new QueryRunner(lake);
        exports = new Exports(lake, runner);
    }

    @AfterEach
    void close() {
        held.countDown();
        runner.close();
        lake.close();
    }

    @Test
    void i5ExportThatFailsWhereItIsDescribedGivesItsPlaceBackOnce() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<PostExport> failed = export(() -> {
                throw new IllegalStateException("of the test");
            });
            assertThatThrownBy(failed::join).hasRootCauseMessage("of the test");
        }

        requireOnePlace();
        held.countDown();
        try (PostExport export = export(() -> Duration.ZERO).join()) {
            assertThat(export.advance()).isTrue();
        }
    }

    /** As where a function ends while it finds the posts. */
    @Test
    void i5ExportThatFailsWhereItsReadingBeginsGivesItsPlaceBackOnce() {
        CompletableFuture<PostExport> failed = export(() -> {
            lake.duckDb().close();
            return Duration.ZERO;
        });

        assertThatThrownBy(failed::join).hasCauseInstanceOf(RejectedExecutionException.class);
        requireOnePlace();
    }

    private CompletableFuture<PostExport> export(Supplier<Duration> elapsed) {
        return exports.open(TestingSearch.criteria(), new Cancellation(), elapsed);
    }

    /** One runs, one waits, and a third is sent away. */
    private void requireOnePlace() {
        CompletableFuture<Boolean> first = runner.submit(new Cancellation(), _ -> hold());
        CompletableFuture<Boolean> second = runner.submit(new Cancellation(), _ -> hold());
        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> runner.submit(new Cancellation(), _ -> true));
        held.countDown();
        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
    }

    private boolean hold() {
        try {
            held.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
