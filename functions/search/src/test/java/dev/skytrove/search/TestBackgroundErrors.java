package dev.skytrove.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a function in whose background an error is thrown. */
final class TestBackgroundErrors {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void errorInAScheduledTaskEndsTheProcessWithOneLine(@TempDir Path directory) {
        try (ChildProcess process = ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("java.class.path"), FailingQuery.class.getName())
                .environment("SKYTROVE_STORAGE", directory.resolve("lake").toUri().toString())
                .environment("SKYTROVE_CACHE_DIR", directory.resolve("cache").toString())
                .start()) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isEqualTo(1);
            assertThat(process.stderr().lines().filter(line -> line.contains(" ERROR ")))
                    .as(process.stderr())
                    .singleElement()
                    .asString()
                    .contains("search ends: an error in the thread query-watchdog");
        }
    }
}
