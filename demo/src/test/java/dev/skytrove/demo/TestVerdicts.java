package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestVerdicts {
    private static final long MIB = 1L << 20;

    @Test
    void allIsWell() {
        assertThat(failed(1000, 1000, point(100, 2, 80), point(120, 29.9, 99))).isEmpty();
    }

    @Test
    void memoryThatGrowsIsFound() {
        assertThat(failed(1000, 1000, point(100, 2, 80), point(126, 2, 80))).containsExactly("memory of the ingestor stable");
    }

    @Test
    void eventsThatTakeMoreAndMoreAreFound() {
        assertThat(failed(1000, 1000, point(100, 2, 80), point(100, 2, 101))).containsExactly("growth as expected");
    }

    @Test
    void aSlowSearchIsFound() {
        assertThat(failed(1000, 1000, point(100, 30, 80), point(100, 2, 80))).containsExactly("queries under 30 s");
    }

    @Test
    void aMissingRowAndOneTooManyAreFound() {
        assertThat(failed(1000, 999, point(100, 2, 80), point(100, 2, 80))).containsExactly("no loss");
        assertThat(failed(1000, 1001, point(100, 2, 80), point(100, 2, 80))).containsExactly("nothing doubled");
    }

    private static List<String> failed(long sent, long stored, Checkpoint... checkpoints) {
        return Verdicts.of(sent, stored, List.of(checkpoints)).stream()
                .filter(verdict -> !verdict.passed())
                .map(Verdicts.Verdict::check)
                .toList();
    }

    private static Checkpoint point(long ingestorMib, double querySeconds, long bytesPerEvent) {
        return new Checkpoint(1, 10, 10, 10 * bytesPerEvent, 1, 1, querySeconds, ingestorMib * MIB, MIB, MIB);
    }
}
