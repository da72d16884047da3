package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestSearchConfig {
    @Test
    void everySettingIsAnEnvironmentVariable() {
        assertThat(bound(
                        SearchConfig.class,
                        Map.of("SKYTROVE_SEARCH_MAX_LIMIT", "60", "SKYTROVE_SEARCH_AGGREGATION", "false")))
                .isEqualTo(new SearchConfig(60, false));
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
