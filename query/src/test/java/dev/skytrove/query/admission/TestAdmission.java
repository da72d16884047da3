package dev.skytrove.query.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestAdmission {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Admission admission = new Admission(1, 1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        admission.close();
    }

    @Test
    void i5WhoComesWhenTheQueueIsFullIsSentAwayAtOnce() {
        CompletableFuture<String> first = hold(new QueryRun(LONG));
        CompletableFuture<String> second = hold(new QueryRun(LONG));

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> hold(new QueryRun(LONG)));
        assertThat(first).isNotDone();
        held.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("done");
        assertThat(hold(new QueryRun(LONG)).join()).isEqualTo("done");
    }

    @Test
    void i5NobodyWaitsForEver() {
        CompletableFuture<String> first = hold(new QueryRun(LONG));
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> late = hold(new QueryRun(Duration.ofMillis(20)));
            assertThatThrownBy(late::join).hasCauseInstanceOf(OverloadedException.class);
        }
        held.countDown();
        assertThat(first.join()).isEqualTo("done");
    }

    @Test
    void i5WhoLeavesTheQueueLeavesRoomInIt() {
        CompletableFuture<String> first = hold(new QueryRun(LONG));
        QueryRun left = new QueryRun(LONG);
        CompletableFuture<String> second = hold(left);
        left.stop(Reason.CANCELLED);
        assertThatThrownBy(second::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        QueryStoppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));

        CompletableFuture<String> third = hold(new QueryRun(LONG));
        held.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(third.join()).isEqualTo("done");
    }

    @Test
    void i5QueryWithoutMemoryIsHeardOfAndItsThreadGoesOn() {
        CompletableFuture<String> failed = admission.submit(new QueryRun(LONG), () -> {
            try {
                throw new OutOfMemoryError("of the test");
            } finally {
                admission.leave();
            }
        });

        assertThatThrownBy(failed::join).hasCauseInstanceOf(OutOfMemoryError.class);
        held.countDown();
        assertThat(hold(new QueryRun(LONG)).join()).isEqualTo("done");
    }

    @Test
    void placeThatIsHeldLongerIsGivenBackLater() {
        assertThat(admission.submit(new QueryRun(LONG), () -> "held").join()).isEqualTo("held");
        CompletableFuture<String> next = hold(new QueryRun(LONG));
        held.countDown();

        assertThat(next).isNotDone();
        admission.leave();
        assertThat(next.join()).isEqualTo("done");
    }

    @Test
    void i5QueryThatDoesNotNoticeItsEndIsAnsweredAndKeepsItsPlace() {
        AtomicBoolean closed = new AtomicBoolean();
        try (Admission impatient = new Admission(1, 1, Duration.ofMillis(20))) {
            CompletableFuture<AutoCloseable> deaf = impatient.submit(new QueryRun(Duration.ofMillis(20)), () -> {
                hold();
                impatient.leave();
                return () -> closed.set(true);
            });
            assertThatThrownBy(deaf::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            QueryStoppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));

            CompletableFuture<Boolean> next = impatient.submit(new QueryRun(LONG), closed::get);
            assertThat(next).isNotDone();
            held.countDown();
            // By the only thread there is, so what came late has been closed.
            assertThat(next.join()).isTrue();
        }
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<String> hold(QueryRun run) {
        return admission.submit(run, () -> {
            try {
                hold();
                return "done";
            } finally {
                admission.leave();
            }
        });
    }
}
