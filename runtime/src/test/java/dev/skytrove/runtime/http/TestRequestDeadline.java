package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestRequestDeadline {
    private static final long LIMIT = Duration.ofSeconds(30).toNanos();

    private final RequestDeadline deadline = new RequestDeadline(Duration.ofNanos(LIMIT), 0);

    @Test
    void firstRequestHasItsTimeFromTheAcceptance() {
        deadline.arrived(LIMIT - 1);
        deadline.arrived(LIMIT);

        assertThat(deadline.isLate(LIMIT)).isFalse();
        assertThat(deadline.isLate(LIMIT + 1)).isTrue();
    }

    @Test
    void furtherOnesHaveItFromTheirFirstByte() {
        deadline.head();
        deadline.whole();
        deadline.answered(1);
        assertThat(deadline.isLate(10 * LIMIT)).isFalse();

        deadline.arrived(10 * LIMIT);
        deadline.arrived(11 * LIMIT);
        assertThat(deadline.isLate(11 * LIMIT)).isFalse();
        assertThat(deadline.isLate(11 * LIMIT + 1)).isTrue();
    }

    @Test
    void answerMayTakeAsLongAsItTakesAndABodyMayNot() {
        deadline.head();
        assertThat(deadline.isLate(10 * LIMIT)).isFalse();

        deadline.answered(10 * LIMIT);
        assertThat(deadline.isLate(11 * LIMIT)).isFalse();
        assertThat(deadline.isLate(11 * LIMIT + 1)).isTrue();
    }
}
