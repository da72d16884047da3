package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestHttpConfig {
    @Test
    void everySettingIsAnEnvironmentVariable() {
        assertThat(bound(HttpConfig.class, Map.of(
                        "SKYTROVE_HTTP_IDLE_EXIT", "1m",
                        "SKYTROVE_HTTP_REQUEST_TIMEOUT", "3s",
                        "SKYTROVE_HTTP_LEAST_RATE", "1024",
                        "SKYTROVE_HTTP_MAX_CONNECTIONS", "9",
                        "SKYTROVE_HTTP_CLIENT_REQUESTS", "4",
                        "SKYTROVE_HTTP_TRUSTED_PROXIES", "127.0.0.1,::1")))
                .isEqualTo(new HttpConfig(
                        Duration.ofMinutes(1), 0, Duration.ofSeconds(3), 1024, 9, 4, List.of("127.0.0.1", "::1")));
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
