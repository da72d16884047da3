package dev.skytrove.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

final class TestOptions {
    private static final List<OptionSpec> KNOWN = List.of(
            Options.ofNumber("rounds", "N", "how many"),
            Options.ofText("text", "WORD", "what is searched for: 50 % of it"),
            Options.ofFlag("quick", "less of it"));

    @Test
    void givesValuesAndDefaults() {
        Options options = parse("--rounds", "3", "--text=fox");

        assertThat(options.number("rounds", 30)).isEqualTo(3);
        assertThat(options.text("text", "")).isEqualTo("fox");
        assertThat(options.flag("quick")).isFalse();
        assertThat(parse("--quick").flag("quick")).isTrue();
        assertThat(parse("--quick").number("rounds", 7)).isEqualTo(7);
    }

    @Test
    void numbersMayBeInThousandsAndMillions() {
        assertThat(parse("--rounds=10M").number("rounds", 1)).isEqualTo(10_000_000);
        assertThat(parse("--rounds=300k").number("rounds", 1)).isEqualTo(300_000);
        for (String wrong : List.of("10m", "1.5M", "M", "-3", "3000M", "99999999999")) {
            assertThatThrownBy(() -> parse("--rounds=" + wrong))
                    .isInstanceOf(BenchUsageException.class)
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void i6RefusesWhatThereIsNotAndWhatIsNoNumber() {
        assertThatThrownBy(() -> parse("--rounds", "many"))
                .isInstanceOf(BenchUsageException.class)
                .hasMessageContaining("many");
        assertThatThrownBy(() -> parse("--round", "3"))
                .isInstanceOf(BenchUsageException.class)
                .hasMessageContaining("--round");
        assertThatThrownBy(() -> parse("--rounds")).isInstanceOf(BenchUsageException.class);
        assertThatThrownBy(() -> parse("rounds", "3")).isInstanceOf(BenchUsageException.class);
    }

    @Test
    void helpNamesEachOption() {
        assertThat(Options.help("search", KNOWN)).contains("--rounds=N", "--text=WORD", "50 % of it", "--quick");
    }

    private static Options parse(String... arguments) {
        return Options.parse(KNOWN, List.of(arguments));
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
