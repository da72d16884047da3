package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestJsonSize {
    private static final long EMPTY = JsonSize.of("");

    @ParameterizedTest
    @CsvSource({"a, 1", "é, 2", "東, 3", "😀, 4", "\u0001, 6", "\\, 2", "\"x, 3"})
    void charactersCountAsTheyAreWritten(String text, long bytes) {
        assertThat(JsonSize.of(text.repeat(1000)) - EMPTY).isEqualTo(1000 * bytes);
    }

    @Test
    void everyTextThatIsThereTakesSomething() {
        assertThat(EMPTY).isPositive();
        assertThat(JsonSize.of(null)).isZero();
    }
}
