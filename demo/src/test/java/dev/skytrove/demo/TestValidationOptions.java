package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestValidationOptions {
    @Test
    void aDayOfTheNetworkIsTheDefault() throws DemoUsageException {
        ValidationOptions options = parse(List.of("validate"));

        assertThat(options).isEqualTo(new ValidationOptions(1, 93, "", ""));
        assertThat(options.eventsPerDay()).isEqualTo(8_035_200);
    }

    @Test
    void everyOption() throws DemoUsageException {
        assertThat(parse(List.of(
                        "validate", "--days", "7", "--events-per-day", "172800", "--storage", "s3://b", "--keep", "k")))
                .isEqualTo(new ValidationOptions(7, 2, "s3://b", "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--days", "--days 0", "--days 32", "--days x", "--events-per-day 86399", "--once", "--keep --days"})
    void whatIsWrongIsRefused(String options) {
        List<String> arguments = List.of(("validate " + options).split(" ", -1));

        assertThatExceptionOfType(DemoUsageException.class).isThrownBy(() -> parse(arguments));
    }

    @Test
    void moreThanTheSimulatorMakesIsRefused() {
        List<String> arguments = List.of("validate", "--days", "31", "--events-per-day", "50000000");

        assertThatExceptionOfType(DemoUsageException.class)
                .isThrownBy(() -> parse(arguments))
                .withMessageContaining("1000000000");
    }

    private static ValidationOptions parse(List<String> arguments) throws DemoUsageException {
        return ValidationOptions.of(DemoCommand.parse(arguments));
    }
}
