package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.parquet.HourFiles;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import io.lettuce.core.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestFlushJob {
    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void nothingToDoIsSuccess() {
        FlushSummary summary = stage.flush();
        assertThat(summary.batches()).isZero();
        assertThat(summary.tables())
                .containsOnlyKeys(EventTables.ALL.stream().map(Table::label).toArray(String[]::new))
                .allSatisfy((table, rows) -> assertThat(rows).isZero());
        assertThat(stage.storage()).doesNotExist();
    }

    @Test
    void i1RecordingIsInTheLakeToTheLastValue() throws IOException {
        Path recording = ProjectPaths.find().recording();
        assumeTrue(Files.exists(recording), () -> "no recording at " + recording);
        List<String> lines = Files.readAllLines(recording);
        stage.append(lines);

        assertThat(stage.flush().tables())
                .isEqualTo(Map.of(
                        "deletes", 2L, "accounts", 2L, "likes", 69L, "reposts", 9L, "follows", 3L, "blocks", 1L,
                        "profiles", 0L, "others", 2L, "oversized", 0L, "posts", 14L));
        assertSame(lines);
    }

    @Test
    void everyTableIsFlushedOnceAndTheQueuesAreEmpty() {
        List<String> lines = Lines.mixed(0, 2_000, Duration.ofMillis(10));
        stage.append(lines);
        FlushSummary summary = stage.flush();

        assertThat(summary.batches()).isEqualTo(1);
        assertThat(summary.files()).isEqualTo(9);
        assertThat(summary.bytes()).isEqualTo(stage.lake().bytes());
        assertSame(lines);
        assertThat(stage.queued()).isZero();
        assertThat(stage.entries()).isZero();
        assertThat(stage.flush().batches()).isZero();
        assertThat(stage.workDir()).isEmptyDirectory();
    }

    /** Events become rows of some tables only; what a flush plans and tells must not name the others. */
    @Test
    void tablesWithoutAQueueAreInNoPlanSummaryOrMetric() {
        List<String> without = Stream.of(Table.values())
                .filter(table -> !EventTables.ALL.contains(table))
                .map(Table::label)
                .toList();
        stage.append(Lines.mixed(0, 900, Duration.ofSeconds(20)));
        List<String> planned = new ArrayList<>();
        CrashInjector look = point -> {
            if (point == FlushCrashPoint.FLUSH_PLANNED) {
                planned.addAll(stage.commands().hkeys(BufferKeys.METADATA));
            }
        };
        JobResult.Done done = (JobResult.Done) stage.job(stage.settings(200_000), look).run();

        assertThat(without).isNotEmpty();
        assertThat(planned).contains("plan.posts.first").noneMatch(field -> isOf(without, field));
        assertThat(((FlushSummary) done.summary()).tables())
                .containsOnlyKeys(Stream.of(Queue.values()).map(Queue::label).toArray(String[]::new));
        assertThat(done.counts().keySet()).contains("rows").noneMatch(metric -> isOf(without, metric));
    }

    private static boolean isOf(List<String> tables, String name) {
        return Stream.of(name.split("[._]", -1)).anyMatch(tables::contains);
    }

    @Test
    void i5EventsOfManyHoursAreWrittenInPassesOfOneBatch() {
        List<String> lines = Lines.mixed(0, 1_800, Duration.ofMinutes(3));
        stage.append(lines);
        FlushSummary summary = stage.flush();

        assertThat(summary.batches()).isEqualTo(1);
        assertThat(summary.files()).isGreaterThan(9 * 5 * HourFiles.MOST);
        assertSame(lines);
    }

    @Test
    void i2SmallBatchesHoldEveryEventOnce() {
        List<String> lines = Lines.mixed(0, 900, Duration.ofSeconds(20));
        stage.append(lines, 90);
        FlushSummary summary = stage.flush(stage.settings(30));

        assertThat(summary.batches()).isEqualTo(4);
        assertSame(lines);
        assertThat(stage.object("state/flush.json"))
                .startsWith("{\"version\":1,\"batch\":4,\"cursor\":1783193380000000,\"source\":\"jetstream.example\",")
                .contains("\"saved_at\":\"20");
    }

    /** A cursor that ran ahead of the bucket would lose what lies between, should Redis lose everything. */
    @Test
    void i1StateIsSavedWhenEverythingIsInTheBucketAndBeforeRedisForgetsIt() {
        stage.append(Lines.mixed(0, 900, Duration.ofSeconds(20)), 90);
        Path state = stage.storage().resolve("state/flush.json");
        List<CrashPoint> wrong = new ArrayList<>();
        CrashInjector look = point -> {
            long lastBatch = 90;
            if (Files.exists(state) ? stage.queued() > lastBatch : stage.queued() == 0) {
                wrong.add(point);
            }
        };
        stage.job(stage.settings(30), look).run();
        assertThat(wrong).isEmpty();
        assertThat(state).exists();
    }

    @Test
    void i3RedisThatLostEverythingDoesNotNumberFilesAnew() {
        List<String> first = Lines.mixed(0, 90, Duration.ofSeconds(1));
        List<String> second = Lines.mixed(90, 180, Duration.ofSeconds(1));
        stage.append(first);
        stage.flush();
        stage.commands().flushall();
        stage.append(second);
        stage.flush();

        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        assertSame(all);
        assertThat(stage.lake().files()).anyMatch(name -> name.endsWith("posts-flush-1-1-0.parquet"));
        assertThat(stage.lake().files()).anyMatch(name -> name.endsWith("posts-flush-2-2-0.parquet"));
    }

    @Test
    void i3BatchIsRepeatedAfterTheBucketFailed() throws IOException {
        List<String> lines = Lines.mixed(0, 900, Duration.ofSeconds(1));
        stage.append(lines);
        Files.writeString(stage.storage(), "a file where the bucket should be");
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(stage::flush)
                .withCauseInstanceOf(StorageException.class)
                .withMessageContaining("file://" + stage.storage());
        assertThat(stage.queued()).isEqualTo(900);
        assertThat(stage.workDir()).isEmptyDirectory();

        Files.delete(stage.storage());
        stage.flush();
        assertSame(lines);
        assertThat(stage.queued()).isZero();
        assertThat(stage.entries()).isZero();
    }

    @Test
    void eventsThatComeWhileAFlushRunsDoNotKeepItFromEnding() {
        stage.append(Lines.mixed(0, 5_000, Duration.ofMillis(1)));
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> appending = CompletableFuture.supplyAsync(() -> {
            long next = 5_000;
            while (!stop.get()) {
                stage.append(Lines.mixed(next, next + 500, Duration.ofMillis(1)));
                next += 500;
            }
            return next;
        });
        FlushSummary summary = stage.flush();
        stop.set(true);
        long appended = appending.join();
        stage.flush();

        assertThat(summary.batches()).isEqualTo(1);
        assertSame(Lines.mixed(0, appended, Duration.ofMillis(1)));
    }

    @Test
    void onlyOneFlushRuns() {
        LeaseAttempt attempt = stage.buffer().tryLease(Duration.ofMinutes(1));
        try (FlushLease lease = ((LeaseAttempt.Acquired) attempt).lease()) {
            lease.check();
            assertThat(stage.job(stage.settings(10), CrashInjector.NONE).run())
                    .asInstanceOf(type(JobResult.LeaseHeld.class))
                    .extracting(JobResult.LeaseHeld::holder, STRING)
                    .matches("another flush: process " + ProcessHandle.current().pid()
                            + " on \\S+, since [0-9T:.-]+Z; for \\d+ s unless renewed");
        }
        assertThat(stage.job(stage.settings(10), CrashInjector.NONE).run()).isInstanceOf(JobResult.Done.class);
    }

    @Test
    void i6EntryThatIsNoEventIsPutAside() {
        // Of more hours than one pass writes: each entry is read more than once.
        List<String> lines = Lines.mixed(0, 180, Duration.ofMinutes(20));
        stage.append(lines.subList(0, 45));
        stage.add(Queue.POSTS, "{\"kind\":\"commit\"}");
        stage.append(lines.subList(45, 180));
        FlushSummary summary = stage.flush();

        assertThat(summary.malformed()).isEqualTo(1);
        assertSame(lines);
        assertThat(stage.commands().xrange(BufferKeys.MALFORMED, Range.unbounded()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getBody())
                        .containsEntry("reason", "missing_time_us")
                        .containsEntry("raw", "{\"kind\":\"commit\"}"));
        assertThat(stage.queued()).isZero();
    }

    @Test
    void entryOfAnotherTableStopsTheFlush() {
        String post = Lines.post(1, "text", Lines.START);
        stage.add(Queue.LIKES, post);
        assertThatIllegalStateException().isThrownBy(stage::flush).withMessageContaining("posts");
        assertThat(stage.entries()).isEqualTo(1);
    }

    @Test
    void i1EntriesRemovedByOthersStopTheFlush() {
        stage.append(Lines.mixed(0, 90, Duration.ofSeconds(1)), 30);
        stage.commands().xtrim(BufferKeys.queue(Queue.POSTS), false, 1);
        assertThatExceptionOfType(BufferCorruptedException.class).isThrownBy(stage::flush);
        assertThat(stage.storage()).doesNotExist();
    }

    /** Whoever may write where a flush puts its files could have it empty any directory, as root. */
    @Test
    void filesOfAKilledFlushAreDeletedAndWhatAStrangerLinksToIsNot() throws IOException {
        Path victim = Files.createDirectories(stage.storage().resolveSibling("victim"));
        Files.createFile(victim.resolve("file"));
        Files.createFile(victim.resolve("lock"));
        Path left = Files.createDirectories(stage.workDir().resolve("skytrove-flush-abc"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("likes.parquet"), "half of it");
        Path link = Files.createSymbolicLink(stage.workDir().resolve("skytrove-flush-999999999-abc"), victim);
        stage.flush();
        assertThat(stage.workDir().toFile().list()).containsExactly(link.getFileName().toString());
        assertThat(victim.toFile().list()).containsExactlyInAnyOrder("file", "lock");
    }

    @Test
    void workDirectoryInWhichOthersCouldExchangeFilesIsRefused() throws IOException {
        stage.append(Lines.mixed(0, 90, Duration.ofSeconds(1)));
        Files.createDirectories(stage.workDir());
        Files.setPosixFilePermissions(stage.workDir(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(stage::flush)
                .withMessageContaining("SKYTROVE_FLUSH_WORK_DIR")
                .withMessageContaining(stage.workDir().toString());
        assertThat(stage.queued()).isEqualTo(90);
        assertThat(stage.storage()).doesNotExist();
    }

    private void assertSame(List<String> lines) {
        LakeComparison.assertSame(ExpectedLake.of(lines.stream()), stage.lake());
    }
}
