package dev.skytrove.ingestor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TestBackoff {
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(1);

    @Test
    void limitDoublesUpToTheHighestAndBeginsAgainAfterProgress() {
        Backoff backoff = new Backoff(BASE, MAX, highest());

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(800));
        assertThat(backoff.next()).isEqualTo(MAX);
        assertThat(backoff.next()).isEqualTo(MAX);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(BASE);
    }

    @Test
    void waitsAreSpreadFromNothingToTheLimit() {
        Random random = new Random(7);
        List<Long> waits = Stream.generate(() -> new Backoff(BASE, MAX, random).next().toMillis())
                .limit(1_000)
                .toList();

        assertThat(waits).allMatch(wait -> wait >= 0 && wait <= 100);
        assertThat(waits).anyMatch(wait -> wait < 10).anyMatch(wait -> wait > 90);
    }

    private static RandomGenerator highest() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return Long.MAX_VALUE;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }
}
