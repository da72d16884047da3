package dev.skytrove.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
}
