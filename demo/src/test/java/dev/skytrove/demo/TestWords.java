package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestWords {
    private static final List<String> TEXTS =
            List.of("On to it", "Morning coffee, morning walk", "coffee at the harbour", "Ein Kaffee am Morgen");

    @Test
    void suggestsWhatOccurs() {
        assertThat(Words.mostFrequent(TEXTS, "none")).isEqualTo("coffee");
        assertThat(Words.twoOfOneText(TEXTS, "none")).isEqualTo("coffee morning");
        assertThat(Words.phrase(TEXTS, "none")).isEqualTo("Morning coffee");
    }

    @Test
    void fallsBackWherePostsHaveNoWords() {
        assertThat(Words.mostFrequent(List.of("🎉", ""), "none")).isEqualTo("none");
        assertThat(Words.twoOfOneText(List.of("again again"), "none")).isEqualTo("none");
        assertThat(Words.phrase(List.of(), "none")).isEqualTo("none");
    }
}
