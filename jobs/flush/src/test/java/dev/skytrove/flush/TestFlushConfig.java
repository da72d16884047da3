package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.BeanInstantiationException;
import dev.skytrove.lake.DataSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestFlushConfig {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        FlushConfig config = config(Map.of());
        assertThat(config.redis().reveal()).isEqualTo("redis://127.0.0.1:6379");
        assertThat(config.bufferAddress()).hasToString("127.0.0.1:6379");
        assertThat(config.flush())
                .isEqualTo(new FlushConfig.Settings(
                        200_000, DataSize.ofMebibytes(256), 3, 500, "", Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        FlushConfig config = config(Map.of(
                "SKYTROVE_REDIS", "rediss://:p/w@redis.example",
                "SKYTROVE_FLUSH_MAX_EVENTS", "7",
                "SKYTROVE_FLUSH_MAX_SIZE", "6KiB",
                "SKYTROVE_FLUSH_MAX_ATTEMPTS", "5",
                "SKYTROVE_FLUSH_FEED_SIZE", "8",
                "SKYTROVE_FLUSH_WORK_DIR", "/work",
                "SKYTROVE_FLUSH_LEASE", "9s",
                "SKYTROVE_FLUSH_REDIS_TIMEOUT", "10s"));
        assertThat(config.bufferAddress()).hasToString("redis.example:6379");
        assertThat(config.flush())
                .isEqualTo(new FlushConfig.Settings(
                        7, new DataSize(6 << 10), 5, 8, "/work", Duration.ofSeconds(9), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "SKYTROVE_REDIS, redis.example", "SKYTROVE_FLUSH_MAX_EVENTS, 0", "SKYTROVE_FLUSH_MAX_SIZE, 0B",
        "SKYTROVE_FLUSH_MAX_ATTEMPTS, 0", "SKYTROVE_FLUSH_FEED_SIZE, -1",
        "SKYTROVE_FLUSH_LEASE, 99ms", "SKYTROVE_FLUSH_REDIS_TIMEOUT, 0s"
    })
    void valuesThatMakeNoSenseAreRefusedByName(String variable, String value) {
        assertThatExceptionOfType(BeanInstantiationException.class)
                .isThrownBy(() -> config(Map.of(variable, value)))
                .withStackTraceContaining(variable);
    }

    private static FlushConfig config(Map<String, Object> variables) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test",
                        variables,
                        PropertyConvention.ENVIRONMENT_VARIABLE,
                        PropertySource.Origin.of("test")))
                .start()) {
            return context.getBean(FlushConfig.class);
        }
    }
}
