package dev.skytrove.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestSnapshotSettings {
    @Test
    void theWorkDirectoryIsAnEnvironmentVariable() {
        assertThat(bound(SnapshotConfig.class, Map.of("SKYTROVE_SNAPSHOT_WORK_DIR", "/work")))
                .isEqualTo(new SnapshotConfig("/work"));
    }

    @Test
    void copiesHaveVariablesOfTheirOwn() {
        Map<String, String> lake = Map.of(
                "AWS_ENDPOINT_URL_S3", "https://lake.example",
                "AWS_REGION", "fsn1",
                "AWS_ACCESS_KEY_ID", "lake-key",
                "AWS_SECRET_ACCESS_KEY", "lake-secret",
                "AWS_SESSION_TOKEN", "lake-token");

        assertThat(OtherStores.variables(lake)).isEqualTo(lake);
        assertThat(OtherStores.variables(with(lake, Map.of("SKYTROVE_COPY_AWS_REGION", "nbg1"))))
                .containsEntry("AWS_REGION", "nbg1")
                .containsEntry("AWS_SESSION_TOKEN", "lake-token");
        // A token belongs to its key.
        assertThat(OtherStores.variables(with(lake, Map.of("SKYTROVE_COPY_AWS_ACCESS_KEY_ID", "copy-key"))))
                .containsEntry("AWS_ACCESS_KEY_ID", "copy-key")
                .doesNotContainKey("AWS_SESSION_TOKEN");
        assertThat(OtherStores.variables(with(lake, Map.of(
                        "SKYTROVE_COPY_AWS_ENDPOINT_URL_S3", "https://copy.example",
                        "SKYTROVE_COPY_AWS_ACCESS_KEY_ID", "copy-key",
                        "SKYTROVE_COPY_AWS_SECRET_ACCESS_KEY", "copy-secret",
                        "SKYTROVE_COPY_AWS_SESSION_TOKEN", "copy-token"))))
                .containsEntry("AWS_ENDPOINT_URL_S3", "https://copy.example")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "copy-secret")
                .containsEntry("AWS_SESSION_TOKEN", "copy-token");
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
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
