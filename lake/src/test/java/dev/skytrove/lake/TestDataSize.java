package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestDataSize {
    @ParameterizedTest
    @CsvSource({"0,0", "1048576,1048576", "512kB,524288", "64 MiB,67108864", "2g,2147483648", "1TiB,1099511627776", "8388607TiB,9223370937343148032"})
    void parsesPrefixesAsPowersOf1024(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "64 MiBs", "many", "8388608TiB", "999999999999g"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
    }

    @Test
    void printsTheLargestExactUnit() {
        assertThat(DataSize.ofMebibytes(64)).hasToString("64MiB");
        assertThat(new DataSize(1025)).hasToString("1025B");
        assertThat(DataSize.parse("1TiB")).hasToString("1TiB");
    }
}
