package dev.skytrove.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.bench.Load;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.TestingRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A simulator and a fresh Redis for each run of a consumer. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(5);
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
        long first = awaitMore(consumer, process, redis, 1);
        long begun = System.nanoTime();
        awaitMore(consumer, process, redis, events);
        return (events - first) * 1e9 / (System.nanoTime() - begun);
    }

    private static long awaitMore(Consumer consumer, ChildProcess process, RedisSocket redis, long wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long count = 0;
        while (count < wanted) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        consumer.name() + " brought " + count + " of " + wanted + " events:\n" + process.stderr());
            }
            Thread.sleep(POLL);
            String answer = redis.ask("HGET", consumer.counter().getFirst(), consumer.counter().getLast());
            count = answer.isEmpty() ? 0 : Long.parseLong(answer);
        }
        return count;
    }
}
