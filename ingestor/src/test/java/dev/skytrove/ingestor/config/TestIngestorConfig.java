package dev.skytrove.ingestor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.KnownSetting;
import dev.skytrove.runtime.Secret;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TestIngestorConfig {
    @Test
    void defaultsSuitTheWholeNetwork() {
        IngestorConfig config = load(Map.of());

        assertThat(config.redis().reveal()).isEqualTo("redis://127.0.0.1:6379");
        assertThat(config.storage()).isEmpty();
        assertThat(config.jetstream())
                .containsExactly(
                        "wss://jetstream2.us-east.bsky.network/subscribe",
                        "wss://jetstream1.us-east.bsky.network/subscribe",
                        "wss://jetstream2.us-west.bsky.network/subscribe",
                        "wss://jetstream1.us-west.bsky.network/subscribe");
        assertThat(config.ingestor())
                .isEqualTo(new IngestorConfig.Settings(
                        List.of(),
                        List.of(),
                        DataSize.ofMebibytes(8),
                        1,
                        false,
                        "",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(30),
                        2_000,
                        DataSize.ofMebibytes(4),
                        1_000,
                        Duration.ofMillis(500),
                        8,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        0.9,
                        4_400_000,
                        5_000,
                        DataSize.parse("16KiB"),
                        DataSize.ofMebibytes(64)));
    }

    @Test
    void everyVariableReachesItsSetting() {
        IngestorConfig config = load(Map.ofEntries(
                Map.entry("SKYTROVE_REDIS", "redis://:secret@redis.example:1234/2"),
                Map.entry("SKYTROVE_STORAGE", "file:///lake"),
                Map.entry("SKYTROVE_JETSTREAM", "ws://a.example, wss://b.example/s"),
                Map.entry("SKYTROVE_INGESTOR_COLLECTIONS", "app.bsky.feed.post, app.bsky.graph.*"),
                Map.entry("SKYTROVE_INGESTOR_DIDS", "did:plc:a,did:plc:b"),
                Map.entry("SKYTROVE_INGESTOR_MAX_MESSAGE_SIZE", "1MiB"),
                Map.entry("SKYTROVE_INGESTOR_SOURCES", "2"),
                Map.entry("SKYTROVE_INGESTOR_COMPRESS", "true"),
                Map.entry("SKYTROVE_INGESTOR_ZSTD_DICTIONARY", "/dictionary"),
                Map.entry("SKYTROVE_INGESTOR_RECONNECT_AFTER", "17m"),
                Map.entry("SKYTROVE_INGESTOR_PREFER_AFTER", "18m"),
                Map.entry("SKYTROVE_INGESTOR_OVERLAP", "19s"),
                Map.entry("SKYTROVE_INGESTOR_CONNECT_TIMEOUT", "1s"),
                Map.entry("SKYTROVE_INGESTOR_SILENCE_TIMEOUT", "2s"),
                Map.entry("SKYTROVE_INGESTOR_REWIND", "3s"),
                Map.entry("SKYTROVE_INGESTOR_HOST_CHANGE_REWIND", "4s"),
                Map.entry("SKYTROVE_INGESTOR_CLOCK_SKEW", "1500ms"),
                Map.entry("SKYTROVE_INGESTOR_BACKOFF_MIN", "5ms"),
                Map.entry("SKYTROVE_INGESTOR_BACKOFF_MAX", "6ms"),
                Map.entry("SKYTROVE_INGESTOR_HAND_OVER_EVENTS", "7"),
                Map.entry("SKYTROVE_INGESTOR_HAND_OVER_SIZE", "8KiB"),
                Map.entry("SKYTROVE_INGESTOR_BATCH_EVENTS", "9"),
                Map.entry("SKYTROVE_INGESTOR_BATCH_DELAY", "10ms"),
                Map.entry("SKYTROVE_INGESTOR_BATCHES_IN_FLIGHT", "11"),
                Map.entry("SKYTROVE_INGESTOR_REDIS_TIMEOUT", "12s"),
                Map.entry("SKYTROVE_INGESTOR_LEASE", "2500ms"),
                Map.entry("SKYTROVE_INGESTOR_REDIS_MEMORY_SHARE", "0.13"),
                Map.entry("SKYTROVE_INGESTOR_DUPLICATE_WINDOW", "14"),
                Map.entry("SKYTROVE_INGESTOR_MALFORMED_FRAMES", "15"),
                Map.entry("SKYTROVE_INGESTOR_MALFORMED_SIZE", "16KiB"),
                Map.entry("SKYTROVE_INGESTOR_MALFORMED_SPACE", "17MiB")));

        assertThat(config)
                .isEqualTo(new IngestorConfig(
                        new Secret("redis://:secret@redis.example:1234/2"),
                        "file:///lake",
                        List.of("ws://a.example", "wss://b.example/s"),
                        new IngestorConfig.Settings(
                                List.of("app.bsky.feed.post", "app.bsky.graph.*"),
                                List.of("did:plc:a", "did:plc:b"),
                                DataSize.ofMebibytes(1),
                                2,
                                true,
                                "/dictionary",
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofMillis(1_500),
                                Duration.ofMinutes(17),
                                Duration.ofMinutes(18),
                                Duration.ofSeconds(19),
                                Duration.ofMillis(5),
                                Duration.ofMillis(6),
                                7,
                                DataSize.parse("8KiB"),
                                9,
                                Duration.ofMillis(10),
                                11,
                                Duration.ofSeconds(12),
                                Duration.ofMillis(2_500),
                                0.13,
                                14,
                                15,
                                DataSize.parse("16KiB"),
                                DataSize.ofMebibytes(17))));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void everySettingIsAKnownOne() {
        Set<String> settings = Arrays.stream(IngestorConfig.Settings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> "SKYTROVE_INGESTOR_"
                        + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> known = KnownSetting.readBy("ingestor").stream()
                .map(KnownSetting::name)
                .filter(name -> name.startsWith("SKYTROVE_INGESTOR_"))
                .collect(Collectors.toSet());

        assertThat(settings).isEqualTo(known);
    }

    private static IngestorConfig load(Map<String, Object> variables) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(
                        PropertySource.of(
                        "test",
                        variables,
                        PropertyConvention.ENVIRONMENT_VARIABLE,
                        PropertySource.Origin.of("a test")))
                .start()) {
            return context.getBean(IngestorConfig.class);
        }
    }
}
