package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestReadingPace {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int RATE = 1000;

    private final ReadingPace pace = new ReadingPace(RATE, Duration.ofSeconds(30));

    @Test
    void whoReadsNothingIsTooSlowWhenTheGraceIsOver() {
        pace.written(10);

        assertThat(secondsUntilTooSlow()).isEqualTo(31);
    }

    @Test
    void whatTheKernelTakesAheadEarnsNoMoreThanAMinute() {
        pace.written(100_000_001);
        pace.read(100_000_000);

        assertThat(secondsUntilTooSlow()).isEqualTo(61);
    }

    @Test
    void leastRateIsEnoughAlsoInBursts() {
        pace.written(Long.MAX_VALUE / 2);
        for (int burst = 0; burst < 100; burst++) {
            for (int second = 0; second < 25; second++) {
                assertThat(pace.isTooSlow(SECOND)).isFalse();
            }
            pace.read(25 * RATE);
        }
    }

    @Test
    void halfTheLeastRateIsTooSlow() {
        pace.written(Long.MAX_VALUE / 2);
        int seconds = 1;
        while (!pace.isTooSlow(SECOND)) {
            pace.read(RATE / 2);
            seconds++;
        }
        assertThat(seconds).isBetween(58, 62);
    }

    @Test
    void timeInWhichNothingWaitsForTheClientDoesNotCount() {
        pace.written(10);
        pace.read(10);
        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.isTooSlow(SECOND)).isFalse();
        }
    }

    private int secondsUntilTooSlow() {
        int seconds = 1;
        while (!pace.isTooSlow(SECOND)) {
            seconds++;
        }
        return seconds;
    }
}
