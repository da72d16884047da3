package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestWellFormed {
    @ParameterizedTest
    @CsvSource({
        "plain,plain",
        "\uD83D\uDE02,\uD83D\uDE02",
        "a\uD83Db,a\uFFFDb",
        "\uDE02\uD83D,\uFFFD\uFFFD",
        "\uD83D\uD83D\uDE02,\uFFFD\uD83D\uDE02"
    })
    void halfPairsAreReplaced(String text, String wellFormed) {
        assertThat(WellFormed.of(text)).isEqualTo(wellFormed);
    }
}
