package dev.skytrove.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.process.RedisSocket;
import dev.skytrove.bench.process.StoredCount;
import dev.skytrove.bench.process.Usage;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.TestingRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A simulator and a fresh Redis for each run of a consumer. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Load load;

    /** @param load the events that every run is about */
    Stage(Load load) {
        this.load = load;
    }

    /** Runs a consumer until it has brought all events, and adds what it took. */
    void run(Consumer consumer, Measured measured) throws IOException, InterruptedException {
        long events = measured.events();
        try (TestingRedis redis = TestingRedis.start();
                ChildProcess jetstream = load.simulator(events, List.of("--preload", "v1"));
                RedisSocket socket = new RedisSocket(redis.uri())) {
            JsonNode ready = JSON.readTree(jetstream.awaitLine(line -> line.contains("\"url\""), PATIENCE));
            long memoryBefore = socket.usedMemory();
            try (ChildProcess process = consumer.start(redis.uri(), ready.get("url").asText())) {
                double rate = rate(consumer, process, socket, events);
                measured.add(rate, Usage.of(process.pid()), socket.usedMemory() - memoryBefore);
            }
        }
    }

    private static double rate(Consumer consumer, ChildProcess process, RedisSocket redis, long events)
            throws IOException, InterruptedException {
        StoredCount count =
                new StoredCount(redis, consumer.counter().getFirst(), consumer.counter().getLast());
        long first = count.await(1, process, PATIENCE);
        long begun = System.nanoTime();
        count.await(events, process, PATIENCE);
        return (events - first) * 1e9 / (System.nanoTime() - begun);
    }
}
