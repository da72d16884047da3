package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestSettingDefaults {
    @Test
    void processMayTellOtherDefaults() {
        assertThat(SettingDefaults.of(Map.of(
                        "skytrove.duckdb.memory", "48MiB",
                        "micronaut.server.host", "${skytrove.http.host:127.0.0.1}",
                        "micronaut.server.port", "${skytrove.http.port}",
                        "skytrove.http.port", "${port:8081}",
                        "micronaut.server.max-params", "65536")))
                .containsOnly(
                        Map.entry("SKYTROVE_DUCKDB_MEMORY", "48MiB"),
                        Map.entry("SKYTROVE_HTTP_HOST", "127.0.0.1"),
                        Map.entry("SKYTROVE_HTTP_PORT", "PORT"),
                        Map.entry("PORT", "8081"));
    }

    @Test
    void everyJobAndNoServiceReadsWhatAllJobsRead() {
        assertThat(KnownSetting.readBy("a-new-job"))
                .contains(KnownSetting.SKYTROVE_METRICS_DIR, KnownSetting.SKYTROVE_STORAGE, KnownSetting.AWS_REGION)
                .doesNotContain(KnownSetting.SKYTROVE_REDIS);
        assertThat(KnownSetting.readBy("search"))
                .contains(KnownSetting.SKYTROVE_STORAGE)
                .doesNotContain(KnownSetting.SKYTROVE_METRICS_DIR);
        assertThat(KnownSetting.readBy("ingestor")).doesNotContain(KnownSetting.SKYTROVE_METRICS_DIR);
    }
}
