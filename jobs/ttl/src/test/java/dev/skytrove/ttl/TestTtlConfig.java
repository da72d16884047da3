package dev.skytrove.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestTtlConfig {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(config(Map.of())).isEqualTo(new TtlConfig("", Duration.ofDays(30), 10_000, Duration.ofDays(30)));
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        Map<String, Object> all = Map.of(
                "SKYTROVE_TTL_RETENTION", "likes=90d",
                "SKYTROVE_TTL_FEED_AGE", "2h",
                "SKYTROVE_TTL_FEED_FILES", "3",
                "SKYTROVE_TTL_SNAPSHOT_AGE", "4h");
        assertThat(config(all)).isEqualTo(new TtlConfig("likes=90d", Duration.ofHours(2), 3, Duration.ofHours(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "SKYTROVE_TTL_RETENTION, deletes=1d", "SKYTROVE_TTL_FEED_AGE, 59m", "SKYTROVE_TTL_FEED_FILES, 0",
        "SKYTROVE_TTL_SNAPSHOT_AGE, 59m"
    })
    void valuesThatMakeNoSenseAreRefusedByName(String variable, String value) {
        assertThatExceptionOfType(BeanInstantiationException.class)
                .isThrownBy(() -> config(Map.of(variable, value)))
                .withStackTraceContaining(variable);
    }

    private static TtlConfig config(Map<String, Object> variables) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", variables, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            return context.getBean(TtlConfig.class);
        }
    }
}
