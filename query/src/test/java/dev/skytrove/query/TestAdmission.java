package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TestAdmission {
    @Test
    void i5WhoComesWhenTheQueueIsFullIsSentAway() throws Exception {
        Admission admission = new Admission(1, 1, Duration.ofSeconds(30));
        admission.enter();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            // One of the two waits for the place, the other finds the queue full.
            CountDownLatch refused = new CountDownLatch(1);
            Future<?> one = threads.submit(() -> enter(admission, refused));
            Future<?> other = threads.submit(() -> enter(admission, refused));
            refused.await();
            admission.leave();
            one.get();
            other.get();
            assertThat(refused.getCount()).isZero();
        }
        admission.enter();
    }

    @Test
    void i5NobodyWaitsForEver() {
        Admission admission = new Admission(1, 5, Duration.ofMillis(50));
        admission.enter();

        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(admission::enter);
        }
        admission.leave();
        admission.enter();
    }

    private static void enter(Admission admission, CountDownLatch refused) {
        try {
            admission.enter();
            admission.leave();
        } catch (OverloadedException e) {
            refused.countDown();
        }
    }
}
