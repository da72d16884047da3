package dev.skytrove.query.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestGuardedTask {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Throwable> unhandled = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
            .daemon()
            .uncaughtExceptionHandler((_, thrown) -> unhandled.add(thrown))
            .factory());

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void repeatedTaskThatFailsIsCountedAndRunsAgain() throws Exception {
        long before = GuardedTask.failed();
        CountDownLatch turns = new CountDownLatch(3);
        repeat(() -> {
            turns.countDown();
            throw new IllegalStateException("of the test");
        });

        assertThat(turns.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(GuardedTask.failed()).isGreaterThanOrEqualTo(before + 2);
        assertThat(unhandled).isEmpty();
    }

    @Test
    void errorReachesTheHandlerOfTheThreadAlsoAsACause() throws Exception {
        Error error = new StackOverflowError("of the test");
        repeat(() -> {
            throw error;
        });
        assertThat(unhandled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(error);
        repeat(() -> {
            throw new IllegalStateException(new RuntimeException(error));
        });
        assertThat(unhandled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(error);
    }

    @Test
    void i5WhatOnlyPreparesQueriesFailsAloneForLackOfMemory() {
        long before = GuardedTask.failed();
        GuardedTask.preparing("a task of the test", () -> {
            throw new OutOfMemoryError("of the test");
        }).run();

        assertThat(GuardedTask.failed()).isGreaterThan(before);
    }

    private void repeat(Runnable task) {
        var _ = executor.scheduleWithFixedDelay(new GuardedTask("a task of the test", task), 0, 1, TimeUnit.MILLISECONDS);
    }
}
