package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real process, ended at every step by the kernel's way, then started again. */
final class TestFlushCrash {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<FlushCrashPoint> POINTS = List.of(FlushCrashPoint.values());
    private static final List<String> BEFORE = Lines.mixed(0, 900, Duration.ofSeconds(30));
    private static final List<String> AFTER = Lines.mixed(900, 1_800, Duration.ofSeconds(30));

    /** Same names and same rows as without the crash, though more events came before the second run. */
    @ParameterizedTest
    @EnumSource
    void i3CrashedFlushIsCarriedOutAsItWasPlanned(FlushCrashPoint point) {
        try (Stage undisturbed = new Stage();
                Stage stage = new Stage()) {
            undisturbed.append(BEFORE);
            undisturbed.flush();
            stage.append(BEFORE);
            assertThat(start(stage, point.name()).waitFor(PATIENCE)).isEqualTo(137);
            stage.append(AFTER);
            awaitLeaseEnd(stage);
            stage.flush();

            List<String> names = undisturbed.lake().files();
            assertThat(stage.lake().files()).containsAll(names);
            assertThat(stage.lake().files()).filteredOn(name -> name.contains("-flush-1-1-0")).hasSameSizeAs(names);
            assertSame(stage, BEFORE, AFTER);
        }
    }

    /** Crashes again and again, at each step of one and the same batch: no name is ever given to other content. */
    @Test
    void i3BatchSurvivesACrashAtEveryStep() throws IOException {
        try (Stage stage = new Stage()) {
            stage.append(BEFORE);
            Map<String, byte[]> contents = new HashMap<>();
            for (FlushCrashPoint point : POINTS) {
                assertThat(start(stage, point.name()).waitFor(PATIENCE)).isEqualTo(137);
                awaitLeaseEnd(stage);
                for (String name : stage.lake().files()) {
                    byte[] content = Files.readAllBytes(stage.storage().resolve(name));
                    assertThat(content).as(name).isEqualTo(contents.getOrDefault(name, content));
                    contents.put(name, content);
                }
            }
            stage.flush();
            assertSame(stage, BEFORE, List.of());
            assertThat(stage.lake().files()).allMatch(name -> name.endsWith("-flush-1-1-0.parquet"));
            assertThat(stage.workDir()).isEmptyDirectory();
        }
    }

    @Test
    void i3StoppedFlushGivesItsLeaseBackAndTheNextOneFinishesIt() {
        List<String> many = Lines.mixed(0, 60_000, Duration.ofMillis(1));
        try (Stage stage = new Stage()) {
            stage.append(many);
            try (ChildProcess process = start(stage, "", "1h")) {
                await("the plan", () -> stage.commands().hexists(BufferKeys.METADATA, BufferKeys.PLAN_VERSION));
                assertThat(process.terminate(PATIENCE)).isEqualTo(143);
            }
            assertThat(stage.commands().exists(BufferKeys.FLUSH_LEASE)).isZero();
            stage.flush();
            assertSame(stage, many, List.of());
        }
    }

    @Test
    void processPrintsItsSummaryAndNothingElse() {
        try (Stage stage = new Stage();
                ChildProcess process = start(stage, "")) {
            assertThat(process.waitFor(PATIENCE)).as(process.stderr()).isZero();
            assertThat(process.lastLine().orElseThrow())
                    .startsWith("{\"batches\":0,\"tables\":{\"deletes\":0,")
                    .contains("\"posts\":0},\"files\":0,\"bytes\":0,\"malformed\":0,\"put_aside\":0,\"elapsed_ms\":");
        }
    }

    @Test
    void wrongCrashPointIsAWrongSetting() {
        try (Stage stage = new Stage();
                ChildProcess process = start(stage, "FLUSH_NOWHERE")) {
            assertThat(process.waitFor(PATIENCE)).isEqualTo(2);
            assertThat(process.stderr()).contains("FLUSH_NOWHERE");
        }
    }

    private static ChildProcess start(Stage stage, String crashAt) {
        return start(stage, crashAt, "1s");
    }

    private static ChildProcess start(Stage stage, String crashAt, String lease) {
        return ChildProcess.command(
                        ProjectPaths.java().toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlushMain.class.getName())
                .name("flush")
                .environment("SKYTROVE_STORAGE", "file://" + stage.storage())
                .environment("SKYTROVE_REDIS", stage.redisUri())
                .environment("SKYTROVE_FLUSH_WORK_DIR", stage.workDir().toString())
                .environment("SKYTROVE_FLUSH_LEASE", lease)
                .environment("SKYTROVE_CRASH_AT", crashAt)
                .start();
    }

    private static void awaitLeaseEnd(Stage stage) {
        await("the lease's end", () -> stage.commands().exists(BufferKeys.FLUSH_LEASE) == 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assertSame(Stage stage, List<String> before, List<String> after) {
        List<String> lines = new ArrayList<>(before);
        lines.addAll(after);
        LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
    }
}
