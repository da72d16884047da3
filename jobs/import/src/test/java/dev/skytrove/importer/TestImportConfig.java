package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.DataSize;
import dev.skytrove.runtime.Arguments;
import dev.skytrove.runtime.UsageException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestImportConfig {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(config(Map.of()))
                .isEqualTo(new ImportConfig(
                        2,
                        DataSize.ofMebibytes(256),
                        "",
                        DataSize.ofMebibytes(4096),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        DataSize.ofMebibytes(64 << 10),
                        Duration.ofSeconds(60)));
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        Map<String, Object> all = Map.of(
                "SKYTROVE_IMPORT_PARALLEL", "3",
                "SKYTROVE_IMPORT_MEMORY", "128MiB",
                "SKYTROVE_IMPORT_WORK_DIR", "/work",
                "SKYTROVE_IMPORT_WORK_SIZE", "1GiB",
                "SKYTROVE_IMPORT_MARGIN", "5m",
                "SKYTROVE_IMPORT_LEASE", "10m",
                "SKYTROVE_IMPORT_URL_SIZE", "7MiB",
                "SKYTROVE_IMPORT_URL_TIMEOUT", "9s");
        assertThat(config(all))
                .isEqualTo(new ImportConfig(
                        3,
                        DataSize.ofMebibytes(128),
                        "/work",
                        DataSize.ofMebibytes(1024),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        DataSize.ofMebibytes(7),
                        Duration.ofSeconds(9)));
    }

    @Test
    void argumentsAreOptionsAndSources() {
        assertThat(parse(List.of("--again", "a", "--all-hours", "b")))
                .isEqualTo(new ImportOptions(List.of("a", "b"), true, true, false));
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(List.of("--agian", "a")))
                .withMessageContaining("Unknown option: '--agian'");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(List.of()))
                .withMessageContaining("FILE|DIR|URL");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(List.of("--features", "--all-hours", "a")));
    }

    private static ImportOptions parse(List<String> arguments) {
        return ImportOptions.of(Arguments.parse(ImportOptions.arguments(), arguments));
    }

    private static ImportConfig config(Map<String, Object> environment) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", environment, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start()) {
            return context.getBean(ImportConfig.class);
        }
    }
}
