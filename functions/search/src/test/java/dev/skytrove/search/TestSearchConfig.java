package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestSearchConfig {
    @Test
    void everySettingIsAnEnvironmentVariable(@TempDir Path directory) {
        Map<String, Object> environment = Map.of(
                "SKYTROVE_STORAGE", directory.toUri().toString(),
                "SKYTROVE_CACHE_DIR", directory.resolve("cache").toString(),
                "SKYTROVE_SEARCH_MAX_LIMIT", "60",
                "SKYTROVE_SEARCH_AGGREGATION", "false");

        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", environment, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            assertThat(context.getBean(SearchConfig.class)).isEqualTo(new SearchConfig(60, false));
        }
    }
}
