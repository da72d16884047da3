package dev.skytrove.bench.flush;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.process.RedisSocket;
import dev.skytrove.bench.process.StoredCount;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TestingRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis in which events wait for a flush, brought there by the ingestor. */
final class Backlog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingRedis redis;

    private Backlog(TestingRedis redis) {
        this.redis = redis;
    }

    /**
     * Fills a Redis of its own.
     *
     * @param options further options of the simulator, which makes the events
     */
    static Backlog of(Load load, long events, List<String> options) throws IOException, InterruptedException {
        TestingRedis redis = TestingRedis.start();
        try (ChildProcess jetstream = load.simulator(events, options);
                RedisSocket socket = new RedisSocket(redis.uri())) {
            String ready = jetstream.awaitLine(line -> line.contains("\"url\""), PATIENCE);
            try (ChildProcess ingestor = ingestor(redis.uri(), JSON.readTree(ready).get("url").asText())) {
                new StoredCount(socket, "firehose:metadata", "count.ingested").await(events, ingestor, PATIENCE);
                ingestor.terminate(PATIENCE);
            }
            return new Backlog(redis);
        } catch (IOException | InterruptedException | RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    /** Where it waits. */
    URI redis() {
        return redis.uri();
    }

    @Override
    public void close() {
        redis.close();
    }

    private static ChildProcess ingestor(URI redis, String jetstream) {
        Path jar = ProjectPaths.find().jar("ingestor");
        return ChildProcess.command(
                        ProjectPaths.java().toString(), "-Xmx192m", "-XX:+UseSerialGC", "-jar", jar.toString())
                .name("ingestor")
                .environment(Map.of(
                        "SKYTROVE_REDIS", redis.toString(),
                        "SKYTROVE_JETSTREAM", jetstream,
                        "SKYTROVE_MANAGEMENT_PORT", "0"))
                .start();
    }
}
