package dev.skytrove.query.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TestMemoryArbiter {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void i5WhoRunsOutOfMemoryBesideOthersRunsAgainAlone() throws Exception {
        MemoryArbiter arbiter = new MemoryArbiter(2, () -> false);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger runs = new AtomicInteger();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> other = threads.submit(() -> arbiter.take(LONG, () -> {
                begun.countDown();
                await(failed);
                ended.set(true);
                return true;
            }));
            await(begun);

            boolean alone = arbiter.take(LONG, () -> {
                if (runs.incrementAndGet() == 1) {
                    failed.countDown();
                    throw new QueryStoppedException(Reason.OUT_OF_MEMORY, null);
                }
                return ended.get();
            });

            assertThat(alone).isTrue();
            assertThat(other.get()).isTrue();
        }
    }

    @Test
    void i5WhoNeedsMoreThanThereIsFailsAtOnce() {
        MemoryArbiter arbiter = new MemoryArbiter(2, () -> false);
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(QueryStoppedException.class)
                .isThrownBy(() -> arbiter.take(LONG, () -> {
                    runs.incrementAndGet();
                    throw new QueryStoppedException(Reason.OUT_OF_MEMORY, null);
                }))
                .matches(stopped -> stopped.reason() == Reason.OUT_OF_MEMORY);
        assertThat(runs).hasValue(1);
        assertThat(arbiter.<String>take(LONG, () -> "next")).isEqualTo("next");
    }

    @Test
    void i5WhoLacksWhatOthersHoldMayComeAgain() {
        AtomicBoolean held = new AtomicBoolean(true);
        MemoryArbiter arbiter = new MemoryArbiter(2, held::get);

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> arbiter.take(LONG, () -> {
                    throw new QueryStoppedException(Reason.OUT_OF_MEMORY, null);
                }));
        held.set(false);
        assertThat(arbiter.<String>take(LONG, () -> "next")).isEqualTo("next");
    }

    @Test
    void otherFailuresAreNotRepeated() throws Exception {
        MemoryArbiter arbiter = new MemoryArbiter(2, () -> false);
        AtomicInteger runs = new AtomicInteger();
        arbiter.take(LONG, () -> {
            assertThatExceptionOfType(QueryStoppedException.class)
                    .isThrownBy(() -> arbiter.take(LONG, () -> {
                        runs.incrementAndGet();
                        throw new QueryStoppedException(Reason.TIMEOUT, null);
                    }));
            return runs;
        });
        assertThat(runs).hasValue(1);
    }

    @Test
    void nobodyWaitsForATurnForEver() {
        MemoryArbiter arbiter = new MemoryArbiter(1, () -> false);
        arbiter.take(LONG, () -> {
            assertThatExceptionOfType(OverloadedException.class)
                    .isThrownBy(() -> arbiter.take(Duration.ofMillis(10), () -> true));
            return true;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
