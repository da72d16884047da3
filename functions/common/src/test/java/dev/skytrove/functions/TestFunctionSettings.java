package dev.skytrove.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the functions share can be set by environment variables. */
final class TestFunctionSettings {
    @Test
    void everySettingIsAnEnvironmentVariable() {
        QueryConfig config = bound(QueryConfig.class, Map.of(
                "SKYTROVE_STORAGE", "file:///lake",
                "SKYTROVE_CACHE_DIR", "/cache",
                "SKYTROVE_CACHE_SIZE", "1GiB",
                "SKYTROVE_DUCKDB_MEMORY", "64MiB",
                "SKYTROVE_DUCKDB_THREADS", "1",
                "SKYTROVE_DUCKDB_SCRATCH", "2GiB",
                "SKYTROVE_QUERY_CONCURRENCY", "3",
                "SKYTROVE_QUERY_QUEUE", "7",
                "SKYTROVE_QUERY_TIMEOUT", "5s",
                "SKYTROVE_QUERY_STREAM_TIMEOUT", "1m"));

        assertThat(config.storage()).isEqualTo("file:///lake");
        assertThat(config.cache()).isEqualTo(new QueryConfig.Cache("/cache", DataSize.ofMebibytes(1024)));
        assertThat(config.duckdb())
                .isEqualTo(new QueryConfig.Duckdb(DataSize.ofMebibytes(64), 1, DataSize.ofMebibytes(2048)));
        assertThat(config.query())
                .isEqualTo(new QueryConfig.Query(3, 7, Duration.ofSeconds(5), Duration.ofMinutes(1)));
        assertThat(bound(AnswerConfig.class, Map.of("SKYTROVE_ANSWERS_CACHE_SIZE", "1MiB")).cacheSize())
                .isEqualTo(DataSize.ofMebibytes(1));
        assertThat(bound(RegexConfig.class, Map.of("SKYTROVE_REGEX_RANGE", "2h")).range())
                .isEqualTo(Duration.ofHours(2));
        assertThat(bound(HandleConfig.class, Map.of("SKYTROVE_HANDLES_RESOLVE", "false")).resolve())
                .isFalse();
    }

    private static <T> T bound(Class<T> type, Map<String, Object> environment) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", environment, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            return context.getBean(type);
        }
    }
}
