package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestRequestPace {
    private static final long LIMIT = Duration.ofSeconds(30).toNanos();

    private final RequestPace pace = new RequestPace(Duration.ofNanos(LIMIT), 0);

    @Test
    void firstRequestHasItsTimeFromTheAcceptance() {
        pace.arrived(LIMIT - 1);
        pace.arrived(LIMIT);

        assertThat(pace.isLate(LIMIT)).isFalse();
        assertThat(pace.isLate(LIMIT + 1)).isTrue();
    }

    @Test
    void furtherOnesHaveItFromTheirFirstByte() {
        pace.head();
        pace.whole();
        pace.answered(1);
        assertThat(pace.isLate(10 * LIMIT)).isFalse();

        pace.arrived(10 * LIMIT);
        pace.arrived(11 * LIMIT);
        assertThat(pace.isLate(11 * LIMIT)).isFalse();
        assertThat(pace.isLate(11 * LIMIT + 1)).isTrue();
    }

    @Test
    void answerMayTakeAsLongAsItTakesAndABodyMayNot() {
        pace.head();
        assertThat(pace.isLate(10 * LIMIT)).isFalse();

        pace.answered(10 * LIMIT);
        assertThat(pace.isLate(11 * LIMIT)).isFalse();
        assertThat(pace.isLate(11 * LIMIT + 1)).isTrue();
    }
}
