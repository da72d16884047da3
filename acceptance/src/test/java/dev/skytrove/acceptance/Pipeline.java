package dev.skytrove.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeReader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The processes of a test, on one Redis and one storage. */
final class Pipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int HELD = 75;

    private final Path directory;
    private final Storage storage;
    private final RedisServer redis;
    private final RedisClient client;
    private final Deque<ChildProcess> running = new ArrayDeque<>();

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
        return started(process("ingestor")
                .environment("SKYTROVE_JETSTREAM", simulator.url())
                .environment("SKYTROVE_INGESTOR_BACKOFF_MAX", "500ms"));
    }

    /** Starts a function and returns its URL when it listens. */
    String startFunction(String function) {
        ChildProcess process = started(process(function)
                .withoutEnvironment("PORT")
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", directory.resolve("cache-" + function).toString()));
        JsonNode ready = Json.parse(process.awaitLine(line -> line.startsWith("{"), PATIENCE));
        return ready.path("url").asText() + "/" + function;
    }

    /** Starts a flush. */
    ChildProcess startFlush(Map<String, String> environment) {
        return started(process("flush")
                .environment("SKYTROVE_FLUSH_WORK_DIR", directory.resolve("flush").toString())
                .environment(environment));
    }

    /** Runs flushes until one has done its work; a killed one may hold the lease for a while. */
    JsonNode flush() {
        while (true) {
            ChildProcess flush = startFlush(Map.of());
            int code = flush.waitFor(PATIENCE);
            if (code == 0) {
                return Json.parse(flush.lastLine().orElse(""));
            }
            if (code != HELD) {
                throw new AssertionError("the flush ended with " + code + ":\n" + flush.stderr());
            }
        }
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

    /** Returns when the ingestor has taken every event. */
    void awaitIngested(ExpectedLake expected) {
        Await.until("all " + expected.ingested() + " events are in Redis, of which the last count was "
                + count("ingested"), PATIENCE, () -> count("ingested") >= expected.ingested());
    }

    /** Ends what was started, the last first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        redis.close();
    }

    private ChildProcess.Builder process(String name) {
        return Processes.of(name, directory)
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
        ChildProcess process = builder.start();
        running.push(process);
        return process;
    }
}
