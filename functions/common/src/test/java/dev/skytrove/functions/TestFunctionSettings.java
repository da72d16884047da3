package dev.skytrove.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the functions share can be set by environment variables. */
final class TestFunctionSettings {
    @Test
    void everySettingIsAnEnvironmentVariable(@TempDir Path directory) {
        String storage = directory.toUri().toString();
        String cache = directory.resolve("cache").toString();
        Map<String, Object> environment = new HashMap<>(Map.of(
                "SKYTROVE_STORAGE", storage,
                "SKYTROVE_CACHE_DIR", cache,
                "SKYTROVE_CACHE_SIZE", "1GiB",
                "SKYTROVE_DUCKDB_MEMORY", "64MiB",
                "SKYTROVE_DUCKDB_THREADS", "1",
                "SKYTROVE_DUCKDB_SCRATCH", "2GiB",
                "SKYTROVE_QUERY_CONCURRENCY", "3",
                "SKYTROVE_QUERY_QUEUE", "7",
                "SKYTROVE_QUERY_TIMEOUT", "5s",
                "SKYTROVE_QUERY_STREAM_TIMEOUT", "1m"));
        environment.putAll(Map.of(
                "SKYTROVE_ANSWERS_CACHE_SIZE", "1MiB",
                "SKYTROVE_REGEX_RANGE", "2h",
                "SKYTROVE_HANDLES_RESOLVE", "false"));
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", environment, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            assertThat(context.getBean(QueryConfig.class)).isEqualTo(new QueryConfig(
                    storage,
                    new QueryConfig.Cache(cache, DataSize.ofMebibytes(1024)),
                    new QueryConfig.Duckdb(DataSize.ofMebibytes(64), 1, DataSize.ofMebibytes(2048)),
                    new QueryConfig.Query(3, 7, Duration.ofSeconds(5), Duration.ofMinutes(1))));
            assertThat(context.getBean(AnswerConfig.class)).isEqualTo(new AnswerConfig(DataSize.ofMebibytes(1)));
            assertThat(context.getBean(RegexConfig.class)).isEqualTo(new RegexConfig(Duration.ofHours(2)));
            assertThat(context.getBean(HandleConfig.class)).isEqualTo(new HandleConfig(false));
        }
    }
}
