package dev.skytrove.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestFeedsConfig {
    @Test
    void everySettingIsAnEnvironmentVariable() {
        assertThat(bound(FeedsConfig.class, Map.of(
                        "SKYTROVE_FEEDS_FILE", "/feeds.yaml",
                        "SKYTROVE_FEEDS_MEMORY", "64MiB",
                        "SKYTROVE_FEEDS_TIMEOUT", "1m")))
                .isEqualTo(new FeedsConfig("/feeds.yaml", DataSize.ofMebibytes(64), Duration.ofMinutes(1)));
        assertThat(bound(FeedCacheConfig.class, Map.of("SKYTROVE_CACHE_DIR", "/cache", "SKYTROVE_CACHE_SIZE", "1GiB")))
                .isEqualTo(new FeedCacheConfig("/cache", DataSize.ofMebibytes(1024)));
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
