package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while events flow; in the end the lake holds what was sent, no row more and none less. The
 * moments are random and their seed is fixed; every test proves that its kills fell into work that was under way.
 */
@Timeout(300)
final class TestCrash {
    private static final String COMMITTED = "FLUSH_COMMITTED";

    /** Where a flush may die, as SKYTROVE_CRASH_AT names it. */
    private static final List<String> FLUSH_POINTS = List.of(
            "FLUSH_PLANNED", "FLUSH_FIRST_FILE_PUT", "FLUSH_FILES_PUT", "FLUSH_FEEDS_PUT", "FLUSH_STATE_PUT", COMMITTED);

    private static final long SEED = 7;
    private static final int KILLED = 137;
    /** Two simulators of one seed and start send the same events: a slow one to crash in, a fast one to finish. */
    private static final String[] START = {"--start", "2026-03-01T23:59:30Z"};

    private final Random random = new Random(SEED);

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("simulator", "ingestor", "flush");
    }

    @Test
    void i1i2IngestorKilledInMidStreamNeitherLosesNorDoubles() {
        int events = 30_000;
        int kills = 5;
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator simulator = Simulators.generating(directory, events, SEED, "--rate", "6000")) {
            ExpectedLake expected = ExpectedLake.of(simulator.ledger().stream());
            simulator.fault("drop?after=2000");
            simulator.fault("duplicate?after=50");
            for (int kill = 1; kill <= kills; kill++) {
                long before = pipeline.count("ingested");
                ChildProcess ingestor = pipeline.startIngestor(simulator);
                pipeline.awaitIngested(before + 1 + random.nextInt(events / (kills + 2)));
                ingestor.kill();
                assertThat(pipeline.count("ingested")).as("events taken at kill " + kill)
                        .isGreaterThan(before)
                        .isLessThan(expected.ingested());
            }
            pipeline.startIngestor(simulator);
            pipeline.awaitIngested(expected.ingested());
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
            assertThat(simulator.stats().path("connections_opened").asInt()).isGreaterThan(kills);
            assertThat(pipeline.count("duplicates")).isPositive();
        }
    }

    @Test
    void i3FlushKilledAtEveryPointIsCarriedOutByTheNext() {
        withEventsFlowing(pipeline -> {
            for (String point : FLUSH_POINTS) {
                pipeline.awaitIngested(pipeline.count("ingested") + 200);
                pipeline.runFlush(Map.of("SKYTROVE_CRASH_AT", point), KILLED);
                assertThat(pipeline.isPlanned()).as("a plan is left at " + point)
                        .isEqualTo(!point.equals(COMMITTED));
                // Every second time the next flush is killed, too.
                if (random.nextBoolean()) {
                    pipeline.awaitIngested(pipeline.count("ingested") + 200);
                    pipeline.runFlush(Map.of("SKYTROVE_CRASH_AT", point), KILLED);
                }
                pipeline.flush();
                assertThat(pipeline.isPlanned()).isFalse();
            }
        });
    }

    @Test
    void i3FlushKilledAtAnyMomentIsCarriedOutByTheNext() {
        withEventsFlowing(pipeline -> {
            int kills = 0;
            for (int attempt = 0; attempt < 12 && kills < 5; attempt++) {
                pipeline.awaitIngested(pipeline.count("ingested") + 200);
                int files = pipeline.lake().files().size() + random.nextInt(12);
                ChildProcess flush = pipeline.startFlush(Map.of());
                Await.until("the flush has put some files or is done", Pipeline.PATIENCE, () ->
                        !flush.isAlive() || (pipeline.isPlanned() && pipeline.lake().files().size() >= files));
                flush.kill();
                kills += flush.waitFor(Pipeline.PATIENCE) == KILLED ? 1 : 0;
            }
            assertThat(kills).as("flushes that were killed before they were done").isGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void i1i2RedisKilledAndRestartedLosesAndDoublesNothing() {
        withEventsFlowing(pipeline -> {
            for (int kill = 0; kill < 3; kill++) {
                pipeline.awaitIngested(pipeline.count("ingested") + 200 + random.nextInt(1000));
                ChildProcess flush = pipeline.startFlush(Map.of());
                if (kill > 0) {
                    Await.until("the flush has a plan or is done", Pipeline.PATIENCE, () ->
                            !flush.isAlive() || pipeline.isPlanned());
                }
                pipeline.redis().kill();
                assertThat(flush.waitFor(Pipeline.PATIENCE)).as("a flush without Redis").isIn(0, 1);
                pipeline.redis().restart();
                pipeline.flush();
            }
        });
    }

    /** The keys that recognise what is sent again were lost with Redis; the rows of the lake take their place. */
    @Test
    void i1i2RedisThatLostEverythingLosesAndDoublesNothing() {
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator simulator = Simulators.generating(directory, 20_000, SEED, "--rate", "3000")) {
            ExpectedLake expected = ExpectedLake.of(simulator.ledger().stream());
            ChildProcess first = pipeline.startIngestor(simulator);
            pipeline.awaitIngested(4_000);
            assertThat(first.terminate(Pipeline.PATIENCE)).isZero();
            pipeline.flush();
            pipeline.startIngestor(simulator);
            pipeline.awaitIngested(8_000);
            assertThat(pipeline.count("ingested")).as("events sent so far").isLessThan(expected.ingested());
            pipeline.loseRedis();
            Await.until("everything is sent", Pipeline.PATIENCE, () -> isAllSent(simulator));
            pipeline.awaitQuiet();
            assertThat(pipeline.count("duplicates")).as("events of the lake that came again").isPositive();
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
            assertThat(pipeline.lake().files()).as("files of the batch before the loss").anyMatch(isOfBatch(1));
        }
    }

    @Test
    void i1i2LostBucketAndLostRedisAreRebuiltFromACopy() {
        Processes.assumeBuilt("snapshot");
        Path storage = directory.resolve("storage");
        String copy = directory.resolve("copy").toUri().toString();
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(storage));
                Simulator simulator = Simulators.generating(directory, 20_000, SEED, "--rate", "3000")) {
            ExpectedLake expected = ExpectedLake.of(simulator.ledger().stream());
            ChildProcess first = pipeline.startIngestor(simulator);
            pipeline.awaitIngested(4_000);
            assertThat(first.terminate(Pipeline.PATIENCE)).isZero();
            pipeline.flush();
            pipeline.run("snapshot");
            pipeline.run("snapshot", "copy", copy);
            ChildProcess second = pipeline.startIngestor(simulator);
            pipeline.awaitIngested(8_000);
            second.kill();
            assertThat(pipeline.count("ingested")).as("events sent so far").isLessThan(expected.ingested());
            pipeline.flush();

            pipeline.loseRedis();
            new TemporaryDirectory(storage).close();
            pipeline.run("snapshot", "restore", copy);
            assertThat(pipeline.lake().files()).as("files of the batch in the copy").isNotEmpty().allMatch(isOfBatch(1));
            pipeline.startIngestor(simulator);
            Await.until("everything is sent", Pipeline.PATIENCE, () -> isAllSent(simulator));
            pipeline.awaitQuiet();
            assertThat(pipeline.count("duplicates")).as("events of the copy that came again").isPositive();
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
            pipeline.run("snapshot", "verify");
        }
    }

    /** Lets a slow simulator send while {@code test} runs, then a fast one the rest, and compares the lake. */
    private void withEventsFlowing(Consumer<Pipeline> test) {
        int events = 60_000;
        try (Pipeline pipeline = new Pipeline(directory, Storage.file(directory.resolve("storage")));
                Simulator slow = Simulators.generating(directory, events, SEED, options("--rate", "600"));
                Simulator fast = Simulators.generating(directory, events, SEED, options())) {
            ExpectedLake expected = ExpectedLake.of(fast.ledger().stream());
            ChildProcess ingestor = pipeline.startIngestor(slow);
            test.accept(pipeline);
            assertThat(pipeline.count("ingested")).as("events sent so far").isLessThan(expected.ingested());
            assertThat(ingestor.terminate(Pipeline.PATIENCE)).as("the ingestor's exit code").isZero();
            pipeline.startIngestor(fast);
            pipeline.awaitIngested(expected.ingested());
            pipeline.flush();

            LakeComparison.assertSame(expected, pipeline.lake());
        }
    }

    private static boolean isAllSent(Simulator simulator) {
        return simulator.stats().path("furthest").asLong() == simulator.events();
    }

    private static Predicate<String> isOfBatch(long batch) {
        return name -> name.endsWith("-flush-" + batch + "-" + batch + "-0.parquet");
    }

    private static String[] options(String... options) {
        String[] all = Arrays.copyOf(START, START.length + options.length);
        System.arraycopy(options, 0, all, START.length, options.length);
        return all;
    }
}
