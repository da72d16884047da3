package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Simulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--seed", "1")) {
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
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--seed", "2", "--rate", "20000")) {
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
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--seed", "3", "--rate", "20000");
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
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--seed", "4", "--rate", "20000");
                IngestorProcess ingestor = start(simulator, "SKYTROVE_INGESTOR_REDIS_TIMEOUT", "1s")) {
            for (int i = 1; i <= 2; i++) {
                int times = i;
                content.awaitIngested(i * (EVENTS / 4) + random.nextInt(EVENTS / 8));
                redis.server().process().pause();
                ingestor.awaitLog("buffer_unavailable", times);
                redis.server().process().resume();
            }
            content.awaitIngested(EVENTS);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1i2WholeStreamOnceWhateverTheServerDoes() {
        String faults = "refuse@0:429,slow-start@1:PT0.5S,half@1000,error@3000,close@5000:0,close@7000:999,refuse@3:503,"
                + "stall@8000:PT0.5S,duplicate@9000,drop@10000";
        String[] options = {"--events", "" + EVENTS, "--seed", "8", "--rate", "20000", "--fault", faults};
        try (Simulator simulator = Simulators.start(options);
                IngestorProcess ingestor = start(simulator)) {
            content.awaitIngested(EVENTS);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
            Simulators.assertFaultsHappened(simulator, 10);
        }
    }

    /**
     * All of it, mixed, at moments that a fixed seed chooses; {@code -Dchaos.kills=50} gives 200,000 events, 50 kills of
     * the ingestor, 50 dropped connections, and 5 times each a Redis that is killed and one that hangs.
     */
    @Test
    void i1i2WholeStreamOnceThoughEverythingFails() {
        int kills = Integer.getInteger("chaos.kills", 5);
        long events = 4_000L * kills;
        List<Chaos> plan = Chaos.plan(kills, random);
        // The server is ahead of Redis by a batch, and must not have sent all of it when the last fault is asked for.
        String[] timeout = {"SKYTROVE_INGESTOR_REDIS_TIMEOUT", "1s", "SKYTROVE_INGESTOR_BATCH_DELAY", "50ms"};
        try (Simulator simulator = Simulators.start("--events", "" + events, "--seed", "5", "--rate", "10000")) {
            IngestorProcess ingestor = start(simulator, timeout);
            try {
                for (int i = 0; i < plan.size(); i++) {
                    long share = events / (plan.size() + 1);
                    content.awaitIngested(i * share + random.nextLong(share));
                    switch (plan.get(i)) {
                        case DROP_CONNECTION -> simulator.fault("drop?after=" + random.nextInt(1, 200));
                        case KILL_REDIS -> {
                            redis.server().kill();
                            redis.server().restart();
                        }
                        case PAUSE_REDIS -> {
                            redis.server().process().pause();
                            // Long enough for the ingestor to give up on a Redis that hangs, or not.
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_500)));
                            redis.server().process().resume();
                        }
                        case KILL_INGESTOR -> {
                            ingestor.kill();
                            ingestor = start(simulator, timeout);
                        }
                    }
                }
                content.awaitIngested(events);
                ingestor.terminate();
            } finally {
                ingestor.close();
            }

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
            Simulators.assertFaultsHappened(simulator, kills);
        }
    }

    private enum Chaos {
        KILL_INGESTOR,
        DROP_CONNECTION,
        KILL_REDIS,
        PAUSE_REDIS;

        /** As many dropped connections as kills, and one of each other for ten kills, at least one. */
        static List<Chaos> plan(int kills, Random random) {
            List<Chaos> plan = new ArrayList<>();
            plan.addAll(Collections.nCopies(kills, DROP_CONNECTION));
            plan.addAll(Collections.nCopies(kills - 1, KILL_INGESTOR));
            plan.addAll(Collections.nCopies(Math.max(1, kills / 10), KILL_REDIS));
            plan.addAll(Collections.nCopies(Math.max(1, kills / 10), PAUSE_REDIS));
            Collections.shuffle(plan, random);
            plan.addLast(KILL_INGESTOR);
            return plan;
        }
    }

    private IngestorProcess start(Simulator simulator, String... settings) {
        Map<String, String> all = IngestorProcess.settings(redis.uri(), simulator.url(), settings);
        return IngestorProcess.start(all);
    }
}
