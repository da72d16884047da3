package dev.skytrove.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestOptions {
    @Test
    void givesValuesAndDefaults() {
        Options options = new Options(List.of("--rounds", "3", "--text", "fox"));

        assertThat(options.number("rounds", 30)).isEqualTo(3);
        assertThat(options.text("text", "")).isEqualTo("fox");
        assertThat(options.number("posts", 7)).isEqualTo(7);
        options.requireAllKnown();
    }

    @Test
    void aFlagHasNoValue() {
        Options options = new Options(List.of("--quick", "--rounds", "3"));

        assertThat(options.flag("quick")).isTrue();
        assertThat(options.number("rounds", 30)).isEqualTo(3);
        options.requireAllKnown();
        assertThat(new Options(List.of("--rounds", "3")).flag("quick")).isFalse();
    }

    @Test
    void i6RefusesWhatNobodyAsksForAndWhatIsNoNumber() {
        Options options = new Options(List.of("--round", "3", "--posts", "many"));

        assertThatThrownBy(() -> options.number("posts", 7))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("many");
        assertThatThrownBy(options::requireAllKnown)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--round");
        assertThatThrownBy(() -> new Options(List.of("--rounds"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Options(List.of("rounds", "3"))).isInstanceOf(UsageException.class);
    }

    @Test
    void medianIsTheMiddle() {
        Samples samples = new Samples();
        assertThat(samples.median()).isNaN();
        List.of(9.0, 1.0, 2.0).forEach(samples::add);
        assertThat(samples.median()).isEqualTo(2.0);
        samples.add(3.0);
        assertThat(samples.median()).isEqualTo(2.5);
    }
}
