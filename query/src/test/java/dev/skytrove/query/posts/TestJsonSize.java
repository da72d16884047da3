package dev.skytrove.query.posts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestJsonSize {
    private static final int COUNT = 1000;

    @Test
    void charactersCountAsTheyAreWritten() {
        assertThat(bytesOf("a")).isEqualTo(1);
        assertThat(bytesOf("é")).isEqualTo(2);
        assertThat(bytesOf("東")).isEqualTo(3);
        assertThat(bytesOf("😀")).isEqualTo(4);
        assertThat(bytesOf("\0")).isEqualTo(6);
        assertThat(bytesOf("\u001f")).isEqualTo(6);
        assertThat(bytesOf("\\")).isEqualTo(2);
        assertThat(bytesOf("\"x")).isEqualTo(3);
    }

    @Test
    void everyTextThatIsThereTakesSomething() {
        assertThat(JsonSize.of("")).isPositive();
        assertThat(JsonSize.of(null)).isZero();
    }

    private static double bytesOf(String character) {
        return (double) (JsonSize.of(character.repeat(COUNT)) - JsonSize.of("")) / COUNT;
    }
}
