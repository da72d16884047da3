package dev.skytrove.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.client.ProcessGroup;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.model.LakeReader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The processes of a test, on one Redis and one storage. */
final class Pipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int LEASE_HELD = 75;

    private final Path directory;
    private final Storage storage;
    private final RedisServer redis;
    private final RedisClient client;
    private final ProcessGroup running = new ProcessGroup(PATIENCE);

    /** @param directory for data and logs */
    Pipeline(Path directory, Storage storage) {
        this.directory = directory;
        this.storage = storage;
        redis = RedisServer.start(directory.resolve("redis"));
        client = RedisClient.create(redis.uri().toString());
    }

    RedisServer redis() {
        return redis;
    }

    LakeReader lake() {
        return storage.reader();
    }

    /** Starts an ingestor on a simulator; it may not be ready yet. */
    ChildProcess startIngestor(Simulator simulator) {
        return startIngestor(simulator.url(), Map.of());
    }

    /** The same on any servers, with further settings. */
    ChildProcess startIngestor(String jetstream, Map<String, String> environment) {
        return started(process("ingestor")
                .environment("SKYTROVE_JETSTREAM", jetstream)
                .environment("SKYTROVE_INGESTOR_BACKOFF_MAX", "500ms")
                .environment(environment));
    }

    /** What {@code flush coverage} prints, line by line. */
    List<JsonNode> coverage(String... arguments) {
        List<String> all = new ArrayList<>(List.of("coverage"));
        all.addAll(List.of(arguments));
        ChildProcess coverage = started(process("flush", all.toArray(String[]::new)));
        if (coverage.waitFor(PATIENCE) != 0) {
            throw new AssertionError(coverage.stderr());
        }
        return coverage.stdout().stream().map(Json::parse).toList();
    }

    /** Runs a job that must succeed. */
    void run(String job, String... arguments) {
        var _ = ProcessGroup.run(process(job, arguments), job, PATIENCE);
    }

    /** Starts a function and returns its URL when it listens. */
    String startFunction(String function) {
        // Whether there is a network must change nothing.
        ChildProcess process = running.startFunction(
                process(function).environment("SKYTROVE_HANDLES_RESOLVE", "false"), directory.resolve("cache-" + function));
        return running.url(process, function);
    }

    /** Starts a flush. */
    ChildProcess startFlush(Map<String, String> environment) {
        return started(process("flush")
                .environment("SKYTROVE_FLUSH_WORK_DIR", directory.resolve("flush").toString())
                .environment("SKYTROVE_FLUSH_LEASE", "2s")
                .environment(environment));
    }

    /** Runs a flush that must succeed, and returns its summary. */
    JsonNode flush() {
        return Json.parse(runFlush(Map.of(), 0).lastLine().orElse(""));
    }

    /** Runs a flush that must end with an exit code; one that was killed before it may hold the lease for a while. */
    ChildProcess runFlush(Map<String, String> environment, int expected) {
        ChildProcess flush = startFlush(environment);
        while (flush.waitFor(PATIENCE) == LEASE_HELD) {
            flush = startFlush(environment);
        }
        if (flush.waitFor(PATIENCE) != expected) {
            throw new AssertionError("the flush ended with " + flush.waitFor(PATIENCE) + ":\n" + flush.stderr());
        }
        return flush;
    }

    /** Whether a flush has recorded a plan that is not carried out. */
    boolean isPlanned() {
        return metadata().containsKey("plan.version");
    }

    /** Kills Redis, deletes its data and starts it again. */
    void loseRedis() {
        redis.kill();
        Path data = directory.resolve("redis");
        new TemporaryDirectory(data).close();
        try {
            Files.createDirectory(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis.restart();
    }

    /** Returns when the ingestor has taken nothing for a while. */
    void awaitQuiet() {
        AtomicLong seen = new AtomicLong(-1);
        AtomicLong since = new AtomicLong(System.nanoTime());
        Await.until("nothing more comes", PATIENCE, () -> {
            long taken = count("ingested") + count("duplicates") + count("malformed");
            if (seen.getAndSet(taken) != taken) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > QUIET.toNanos();
        });
    }

    /** What Redis says of itself; nothing while it is down. */
    Map<String, String> metadata() {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().hgetall("firehose:metadata");
        } catch (RedisException e) {
            return new HashMap<>();
        }
    }

    /** A counter of the ingestor: {@code ingested}, {@code duplicates} or {@code malformed}. */
    long count(String counter) {
        return Long.parseLong(metadata().getOrDefault("count." + counter, "0"));
    }

    /** Returns when the ingestor has taken this many events since Redis was empty. */
    void awaitIngested(long events) {
        Await.until(events + " events are in Redis", PATIENCE, () -> count("ingested") >= events);
    }

    /** Ends what was started, the last first. */
    @Override
    public void close() {
        running.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        redis.close();
    }

    private ChildProcess.Builder process(String name, String... arguments) {
        return Processes.of(name, directory, arguments)
                .environment("SKYTROVE_STORAGE", storage.uri())
                .environment("SKYTROVE_REDIS", redis.uri().toString())
                .environment("SKYTROVE_MANAGEMENT_PORT", "0")
                .environment(storage.environment());
    }

    private ChildProcess started(ChildProcess.Builder builder) {
        try {
            Files.createDirectories(directory.resolve("flush"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return running.start(builder);
    }
}
