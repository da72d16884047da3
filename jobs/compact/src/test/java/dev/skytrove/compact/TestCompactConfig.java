package dev.skytrove.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestCompactConfig {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(config(Map.of()))
                .isEqualTo(new CompactConfig(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        Duration.ofDays(2),
                        Duration.ofHours(1),
                        Duration.ofDays(30),
                        0.02,
                        Duration.ofDays(7),
                        Duration.ofMinutes(30),
                        DataSize.ofMebibytes(256),
                        "",
                        DataSize.ofMebibytes(4096)));
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        Map<String, Object> all = new HashMap<>(Map.of(
                "SKYTROVE_COMPACT_MARGIN", "5m",
                "SKYTROVE_COMPACT_SETTLED", "2m",
                "SKYTROVE_COMPACT_WINDOW", "7d",
                "SKYTROVE_COMPACT_GRACE", "3h",
                "SKYTROVE_COMPACT_REWRITE_WINDOW", "9d",
                "SKYTROVE_COMPACT_REWRITE_SHARE", "0.5",
                "SKYTROVE_COMPACT_LEASE", "10m",
                "SKYTROVE_COMPACT_MEMORY", "128MiB",
                "SKYTROVE_COMPACT_WORK_DIR", "/work",
                "SKYTROVE_COMPACT_WORK_SIZE", "1GiB"));
        all.put("SKYTROVE_COMPACT_REDACTION", "8d");
        assertThat(config(all))
                .isEqualTo(new CompactConfig(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        Duration.ofDays(7),
                        Duration.ofHours(3),
                        Duration.ofDays(9),
                        0.5,
                        Duration.ofDays(8),
                        Duration.ofMinutes(10),
                        DataSize.ofMebibytes(128),
                        "/work",
                        DataSize.ofMebibytes(1024)));
    }

    @ParameterizedTest
    @CsvSource({
        "SKYTROVE_COMPACT_WINDOW, 1m",
        "SKYTROVE_COMPACT_REWRITE_SHARE, 0",
        "SKYTROVE_COMPACT_REWRITE_SHARE, 2",
        "SKYTROVE_COMPACT_REDACTION, 30d",
        "SKYTROVE_COMPACT_LEASE, 10ms",
        "SKYTROVE_COMPACT_MEMORY, 1MiB",
        "SKYTROVE_COMPACT_WORK_SIZE, 0"
    })
    void valuesThatMakeNoSenseAreRefusedByName(String variable, String value) {
        assertThatExceptionOfType(BeanInstantiationException.class)
                .isThrownBy(() -> config(Map.of(variable, value)))
                .withStackTraceContaining(variable);
    }

    private static CompactConfig config(Map<String, Object> variables) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", variables, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            return context.getBean(CompactConfig.class);
        }
    }
}
