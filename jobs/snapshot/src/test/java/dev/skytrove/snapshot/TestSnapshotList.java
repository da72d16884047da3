package dev.skytrove.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process lists where somebody has damaged a manifest. */
final class TestSnapshotList {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void oneThatCannotBeReadIsNamedAndTheOthersAreListed() throws Exception {
        try (SampleLake lake = SampleLake.in(directory)) {
            for (String name : List.of("20260710T070000Z", "20260711T070000Z", "20260712T070000Z")) {
                lake.addSnapshot(name, List.of());
            }
        }
        Files.writeString(directory.resolve("snapshots/20260711T070000Z/manifest.json"), "garbage");

        try (ChildProcess process = ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "-cp", System.getProperty("java.class.path"), SnapshotMain.class.getName(), ListCommand.NAME)
                .environment("SKYTROVE_STORAGE", directory.toUri().toString())
                .start()) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isEqualTo(1);
            assertThat(process.stdout())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("\"snapshot\":\"20260710T070000Z\""),
                            line -> assertThat(line).contains("\"snapshot\":\"20260712T070000Z\""),
                            line -> assertThat(line).isEqualTo("{\"snapshots\":2}"));
            assertThat(process.stderr().lines()).as("traces").noneMatch(line -> line.startsWith("\tat "));
            assertThat(process.stderr().lines().filter(line -> line.contains(" ERROR ")))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("'snapshots/20260711T070000Z/manifest.json'", "is no manifest", "garbage"),
                            line -> assertThat(line).contains("1 of 3 manifests"));
        }
    }
}
