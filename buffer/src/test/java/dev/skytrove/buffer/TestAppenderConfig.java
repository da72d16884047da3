package dev.skytrove.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.DataSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestAppenderConfig {
    @Test
    void windowHasALimit() {
        assertThat(withWindow(AppenderConfig.MOST_WINDOW).window()).isEqualTo(AppenderConfig.MOST_WINDOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withWindow(AppenderConfig.MOST_WINDOW + 1))
                .withMessage("window is 270000001, and may be 270000000 at most");
    }

    private static AppenderConfig withWindow(int window) {
        return new AppenderConfig(window, 1, Duration.ofSeconds(1), 1, new DataSize(1), new DataSize(1));
    }
}
