package dev.skytrove.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestBackgroundWork {
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path directory;

    /** As where a process has as many threads as it may. */
    @Test
    void i5WorkForWhichNoThreadCouldBeginIsDoneWhenItIsOfferedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ThreadFactory threads = work -> {
            if (asked.incrementAndGet() == 1) {
                refused.countDown();
                throw new OutOfMemoryError("unable to create native thread (of the test)");
            }
            return Thread.ofPlatform().daemon().unstarted(work);
        };
        DuckDbSettings settings = new DuckDbSettings(
                DataSize.ofMebibytes(64), 2, directory.resolve("cache"), DataSize.ofMebibytes(16), List.of());
        try (DuckDb duckDb = DuckDb.open(settings);
                BackgroundWork background =
                        new BackgroundWork(duckDb, "test", Duration.ZERO, Duration.ofSeconds(PATIENCE_SECONDS), threads)) {
            background.offer(done::countDown);
            assertThat(refused.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!done.await(1, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
                background.offer(done::countDown);
            }
            assertThat(done.getCount()).isZero();
        }
    }

    @Test
    void i5WorkThatGivesWayEndsAndIsDoneWhenItIsOfferedAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<QueryStoppedException> stopped = new AtomicReference<>();
        DuckDbSettings settings = new DuckDbSettings(
                DataSize.ofMebibytes(64), 2, directory.resolve("cache"), DataSize.ofMebibytes(16), List.of());
        try (DuckDb duckDb = DuckDb.open(settings);
                BackgroundWork background =
                        new BackgroundWork(duckDb, "test", Duration.ZERO, Duration.ofMinutes(5))) {
            background.offer(() -> background.run(session -> {
                begun.countDown();
                try {
                    // Some hours of it.
                    session.list("SELECT sum(hash(a, b)) FROM range(10000000) a(a), range(1000000) b(b)", row -> row.getLong(1));
                } catch (QueryStoppedException e) {
                    stopped.set(e);
                }
            }));
            assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            background.giveWay();
            Await.until("it is done again", Duration.ofSeconds(PATIENCE_SECONDS), () -> {
                background.offer(done::countDown);
                return done.getCount() == 0;
            });

            assertThat(stopped.get().reason()).isEqualTo(QueryStoppedException.Reason.CANCELLED);
        }
    }
}
