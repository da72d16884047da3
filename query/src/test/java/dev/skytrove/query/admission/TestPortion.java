package dev.skytrove.query.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestPortion {
    @Test
    void growsWhileMemorySuffices() {
        Portion portion = new Portion(32, 100);
        portion.succeeded();
        assertThat(portion.size()).isEqualTo(64);
        portion.succeeded();
        portion.succeeded();
        assertThat(portion.size()).isEqualTo(100);
    }

    @Test
    void growsAgainBehindARowThatWasLarge() {
        Portion portion = new Portion(8, 4096);
        assertThat(portion.isReduced()).isTrue();
        assertThat(portion.size()).isEqualTo(2);
        assertThat(portion.isReduced()).isTrue();
        assertThat(portion.size()).isEqualTo(1);
        assertThat(portion.isReduced()).as("no fewer than one").isFalse();

        for (int i = 0; i < 63; i++) {
            portion.succeeded();
        }
        assertThat(portion.size()).as("not at once: each failure costs").isEqualTo(1);
        portion.succeeded();
        assertThat(portion.size()).isEqualTo(2);
        for (int i = 0; i < 64; i++) {
            portion.succeeded();
        }
        assertThat(portion.size()).isEqualTo(4);
    }
}
