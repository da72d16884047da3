package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes a flush fail again and again is found and put aside, and everything else gets into the lake, once. */
final class TestFailingPlan {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A real reason: an event for which the process has too little memory, whatever it does. */
    @Test
    void i1EventThatNoFlushSurvivesIsPutAsideAndBlocksNothing() {
        List<String> before = Lines.mixed(0, 450, Duration.ofSeconds(30));
        List<String> after = Lines.mixed(450, 900, Duration.ofSeconds(30));
        String giant = Lines.post(5_000, "x".repeat(60 << 20), Lines.START);
        try (Stage stage = new Stage()) {
            stage.append(before, 45);
            stage.append(List.of(giant));
            stage.append(after, 45);
            int runs = 0;
            while (stage.entries() > 0) {
                assertThat(runs++).as("runs").isLessThan(20);
                run(stage, "-Xmx80m", "", "1");
            }

            List<String> all = new ArrayList<>(before);
            all.addAll(after);
            LakeComparison.assertSame(ExpectedLake.of(all.stream()), stage.lake());
            assertThat(stage.objects()).filteredOn(name -> name.startsWith("rejected/"))
                    .singleElement().asString().startsWith("rejected/oversized/").endsWith(".block");
            assertThat(stage.commands().hget(BufferKeys.METADATA, BufferKeys.COUNT_PUT_ASIDE)).isEqualTo("1");
            assertThat(stage.commands().hkeys(BufferKeys.METADATA)).noneMatch(field ->
                    field.startsWith(BufferKeys.SUSPECT) || field.startsWith(BufferKeys.PLAN));
            assertThat(stage.queued()).isZero();
        }
    }

    /** Files of the batch are in the lake already when it is given up: their rows must not be there twice. */
    @Test
    void i3SplitBatchLeavesNoRowTwiceAndNoneOut() {
        List<String> lines = Lines.mixed(0, 900, Duration.ofSeconds(30));
        try (Stage stage = new Stage()) {
            stage.append(lines, 45);
            for (int kill = 0; kill < 7; kill++) {
                assertThat(run(stage, "-Xmx512m", FlushCrashPoint.FLUSH_FIRST_FILE_PUT.name(), "1")).isEqualTo(137);
            }
            awaitLease(stage);
            stage.flush();

            LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
            assertThat(stage.lake().files()).noneMatch(name -> name.contains("-flush-1-1-0"));
            assertThat(stage.objects()).noneMatch(name -> name.startsWith("rejected/"));
            assertThat(stage.queued()).isZero();
        }
    }

    /** As by a flush that stood still in the middle of a PUT while others tried its plan, and gave it up. */
    @Test
    void i3FileOfABatchThatWasGivenUpIsDeletedWhenItComesLate() throws Exception {
        List<String> lines = Lines.mixed(0, 900, Duration.ofSeconds(30));
        try (Stage stage = new Stage()) {
            stage.append(lines, 45);
            String late = "";
            for (int kill = 0; kill < 2; kill++) {
                assertThat(run(stage, "-Xmx512m", FlushCrashPoint.FLUSH_FIRST_FILE_PUT.name(), "1")).isEqualTo(137);
                late = stage.lake().files().getFirst();
            }
            Path paused = Files.copy(stage.storage().resolve(late), stage.storage().resolveSibling("paused"));
            awaitLease(stage);
            assertThat(run(stage, "-Xmx512m", "", "1")).isZero();
            assertThat(stage.lake().files()).doesNotContain(late);

            Files.copy(paused, stage.storage().resolve(late));
            stage.flush();

            LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
            assertThat(stage.lake().files()).doesNotContain(late);
            assertThat(stage.commands().hkeys(BufferKeys.METADATA)).contains(BufferKeys.GIVEN_UP + 1);
        }
    }

    /** The steps of docs/runbook.md for an entry that no flush can read, found in the last entry of a plan. */
    @Test
    void i1ForeignEntryThatAPersonRemovesHoldsNothingBack() {
        List<String> lines = Lines.mixed(0, 900, Duration.ofSeconds(30));
        try (Stage stage = new Stage()) {
            stage.append(lines, 45);
            String foreign = stage.commands().xadd(BufferKeys.queue(Queue.LIKES), Map.of("hello", "world"));
            assertThatThrownBy(stage::flush).isInstanceOf(BufferCorruptedException.class).hasMessageContaining(foreign);

            stage.commands().xdel(BufferKeys.queue(Queue.LIKES), foreign);
            stage.commands().hincrby(BufferKeys.METADATA, "flushed.likes.count", 1);
            stage.commands().hset(BufferKeys.METADATA, BufferKeys.PLAN_ATTEMPTS, "4");
            stage.flush();
            stage.flush();

            LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
            assertThat(stage.queued()).isZero();
        }
    }

    /** The bucket's faults are not the batch's. */
    @Test
    void i3BatchIsNotSplitBecauseTheBucketFails() throws Exception {
        List<String> lines = Lines.mixed(0, 90, Duration.ofSeconds(30));
        try (Stage stage = new Stage()) {
            stage.append(lines, 45);
            // The storage itself must be a directory, or no flush begins.
            Path inTheWay = Files.writeString(Files.createDirectories(stage.storage()).resolve("lake"), "a file");
            for (int failure = 0; failure < 3; failure++) {
                assertThat(run(stage, "-Xmx512m", "", "1")).isEqualTo(1);
            }
            Files.delete(inTheWay);
            awaitLease(stage);
            stage.flush();

            assertThat(stage.lake().files()).isNotEmpty().allMatch(name -> name.contains("-flush-1-1-0"));
        }
    }

    /** What an earlier release queued for another table than this one would. */
    @Test
    void i1OversizedEventsInTheQueuesOfTheirTablesAreFlushedThere() {
        String post = Lines.post(1, "x".repeat(100_000), Lines.START);
        try (Stage stage = new Stage()) {
            stage.add(Queue.POSTS, post);
            assertThat(stage.flush().tables()).containsEntry("posts", 1L).containsEntry("oversized", 0L);
        }
    }

    private static int run(Stage stage, String heap, String crashAt, String attempts) {
        awaitLease(stage);
        ChildProcess process = ChildProcess.command(
                        ProjectPaths.java().toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlushMain.class.getName())
                .name("flush")
                .environment("SKYTROVE_STORAGE", "file://" + stage.storage())
                .environment("SKYTROVE_REDIS", stage.redisUri())
                .environment("SKYTROVE_FLUSH_WORK_DIR", stage.workDir().toString())
                .environment("SKYTROVE_FLUSH_LEASE", "2s")
                .environment("SKYTROVE_FLUSH_MAX_ATTEMPTS", attempts)
                .environment("SKYTROVE_CRASH_AT", crashAt)
                .start();
        return process.waitFor(PATIENCE);
    }

    private static void awaitLease(Stage stage) {
        Await.until("the lease's end", PATIENCE, () -> stage.commands().exists(BufferKeys.FLUSH_LEASE) == 0);
    }
}
