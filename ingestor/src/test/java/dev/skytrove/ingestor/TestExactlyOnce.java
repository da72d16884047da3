package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.buffer.BufferKeys;
import dev.skytrove.testing.TestingRedis;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever dies in mid-stream: in the end Redis holds every event once. */
final class TestExactlyOnce {
    private static final int EVENTS = 40_000;
    private static final long SEED = 20_260_704;

    private final Random random = new Random(SEED);
    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());

    @AfterEach
    void stop() {
        content.close();
        redis.close();
    }

    @Test
    void i1i2WholeStreamOnceThoughTheConnectionDrops() {
        try (Simulator simulator = Simulator.start("--events", "" + EVENTS, "--seed", "1")) {
            for (int i = 0; i < 12; i++) {
                simulator.fault("drop?after=" + random.nextInt(1, 9_000));
                simulator.fault("duplicate?after=" + random.nextInt(1, 9_000));
            }
            simulator.fault("close?after=" + random.nextInt(1, 9_000) + "&code=1012");
            try (IngestorProcess ingestor = start(simulator)) {
                content.awaitIngested(EVENTS);
                JsonNode summary = ingestor.terminate();

                assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
                assertThat(summary.get("ingested").asLong()).isEqualTo(EVENTS);
                assertThat(summary.get("duplicates").asLong())
                        .isPositive()
                        .isEqualTo(content.number(BufferKeys.COUNT_DUPLICATES));
                assertThat(simulator.stats().at("/faults/fired").asInt()).isEqualTo(25);
            }
        }
    }

    @Test
    void i1i2WholeStreamOnceThoughTheProcessIsKilled() {
        try (Simulator simulator = Simulator.start("--events", "" + EVENTS, "--seed", "2", "--rate", "20000")) {
            for (int i = 0; i < 5; i++) {
                try (IngestorProcess ingestor = start(simulator)) {
                    content.awaitIngested(content.number(BufferKeys.COUNT_INGESTED) + 1 + random.nextInt(EVENTS / 8));
                    ingestor.kill();
                }
            }
            try (IngestorProcess ingestor = start(simulator)) {
                content.awaitIngested(EVENTS);
                ingestor.terminate();
            }

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1i2WholeStreamOnceThoughRedisRestarts() {
        try (Simulator simulator = Simulator.start("--events", "" + EVENTS, "--seed", "3", "--rate", "20000");
                IngestorProcess ingestor = start(simulator, "SKYTROVE_INGESTOR_REDIS_TIMEOUT", "2s")) {
            for (int i = 1; i <= 3; i++) {
                content.awaitIngested(i * (EVENTS / 6) + random.nextInt(EVENTS / 8));
                redis.server().kill();
                redis.server().restart();
            }
            content.awaitIngested(EVENTS);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1i2WholeStreamOnceThoughRedisHangs() {
        try (Simulator simulator = Simulator.start("--events", "" + EVENTS, "--seed", "4", "--rate", "20000");
                IngestorProcess ingestor = start(simulator, "SKYTROVE_INGESTOR_REDIS_TIMEOUT", "1s")) {
            for (int i = 1; i <= 2; i++) {
                int times = i;
                content.awaitIngested(i * (EVENTS / 4) + random.nextInt(EVENTS / 8));
                redis.server().process().pause();
                ingestor.awaitLog("redis_unavailable", times);
                redis.server().process().resume();
            }
            content.awaitIngested(EVENTS);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    /** All of it in a random order; {@code -Dchaos.rounds=50} makes it last. */
    @Test
    void i1i2WholeStreamOnceThoughEverythingFails() {
        int rounds = Integer.getInteger("chaos.rounds", 6);
        int events = rounds * 6_000;
        String[] timeout = {"SKYTROVE_INGESTOR_REDIS_TIMEOUT", "1s"};
        try (Simulator simulator = Simulator.start("--events", "" + events, "--seed", "5", "--rate", "20000")) {
            IngestorProcess ingestor = start(simulator, timeout);
            try {
                for (int i = 1; i <= rounds; i++) {
                    content.awaitIngested((i - 1) * 5_000 + random.nextInt(5_000));
                    switch (random.nextInt(4)) {
                        case 0 -> simulator.fault("drop?after=" + random.nextInt(1, 3_000));
                        case 1 -> redis.server().kill();
                        case 2 -> redis.server().process().pause();
                        default -> ingestor.kill();
                    }
                    simulator.fault("drop?after=" + random.nextInt(1, 3_000));
                    ingestor = revived(ingestor, simulator, timeout);
                }
                content.awaitIngested(events);
                ingestor.terminate();
            } finally {
                ingestor.close();
            }

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    private IngestorProcess revived(IngestorProcess ingestor, Simulator simulator, String... settings) {
        if (redis.server().process().isAlive()) {
            // Long enough for the ingestor to give up on a Redis that hangs, or not.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_500)));
            redis.server().process().resume();
        } else {
            redis.server().restart();
        }
        return ingestor.process().isAlive() ? ingestor : start(simulator, settings);
    }

    private IngestorProcess start(Simulator simulator, String... settings) {
        Map<String, String> all = IngestorProcess.settings(redis.uri(), simulator.url(), settings);
        return IngestorProcess.start(all);
    }
}
