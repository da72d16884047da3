package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestNetworkText {
    @Test
    void visibleTextStaysAsItIs() {
        assertThat(NetworkText.printable("cursor too old: größer 日本 😀 (https://x/?a=b)"))
                .isEqualTo("cursor too old: größer 日本 😀 (https://x/?a=b)");
    }

    @ParameterizedTest
    @CsvSource({
        "10,\\u000a", "13,\\u000d", "27,\\u001b", "127,\\u007f", "155,\\u009b", "8238,\\u202e", "8294,\\u2066",
        "8232,\\u2028", "65279,\\ufeff", "55357,\\ud83d", "917505,\\ue0001"
    })
    void i6WhatIsNotSeenAsItselfIsShownByItsNumber(int character, String shown) {
        assertThat(NetworkText.printable("a" + Character.toString(character) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void i6LongTextIsCutBetweenCharacters() {
        assertThat(NetworkText.printable("😀".repeat(301))).isEqualTo("😀".repeat(300) + "…");
        assertThat(NetworkText.printable("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(NetworkText.printable("\0".repeat(8 << 20))).hasSize(6 * 300 + 1);
    }

    @Test
    void i6WhateverAServerSaysIsPrintable() {
        String words = "://\u001b[2J\n".repeat(100_000);

        assertThat(List.of(
                        new ConnectionEnd.Unreachable(words).toString(),
                        new ConnectionEnd.Refused(400, words).toString(),
                        new ConnectionEnd.Closed(1000, words).toString(),
                        new ConnectionEnd.Broken(words).toString(),
                        new Delivery.Notice(words, words).toString()))
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(4_000).doesNotContain("\n", "\u001b"));
    }
}
