package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Simulator;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two ingestors on one Redis: one has the stream, the other waits for it. */
final class TestStandby {
    private static final int EVENTS = 30_000;

    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());

    @AfterEach
    void stop() {
        content.close();
        redis.close();
    }

    /** Each kill, and the pause, leaves the other as the only one; what was killed comes back as the standby. */
    @Test
    void i1i2StandbyTakesOverBackAndForth() {
        try (Simulator simulator = Simulators.start(
                "--events", "" + EVENTS, "--seed", "8", "--start", "2026-07-04T14:38:08Z", "--rate", "5000")) {
            IngestorProcess active = start(simulator);
            IngestorProcess standby = null;
            try {
                awaitConnected(active, 1);
                for (int round = 1; round <= 2; round++) {
                    standby = start(simulator);
                    URI management = standby.awaitReady();
                    standby.awaitLog("standby: another ingestor has the stream: host ", 1);
                    HttpResponse<String> readiness = IngestorProcess.get(management.resolve("/health/readiness"));
                    assertThat(readiness.statusCode()).isEqualTo(503);
                    assertThat(readiness.body())
                            .contains("\"state\":\"standby\"")
                            .contains("process " + active.process().pid() + ", since ");
                    long before = content.number("count.ingested");
                    active.kill();
                    awaitConnected(standby, 1);
                    content.awaitIngested(Math.min(EVENTS, before + 1));
                    active = standby;
                    standby = null;
                }
                standby = start(simulator);
                standby.awaitLog("standby: another", 1);
                active.process().pause();
                awaitConnected(standby, 1);
                active.process().resume();
                active.awaitLog("standby: another", 2);
                content.awaitIngested(EVENTS);
                standby.terminate();
                awaitConnected(active, 2);
                active.terminate();
            } finally {
                active.close();
                if (standby != null) {
                    standby.close();
                }
            }

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    private static void awaitConnected(IngestorProcess ingestor, int times) {
        ingestor.awaitLog(" connected: ", times);
    }

    private IngestorProcess start(Simulator simulator) {
        return IngestorProcess.start(
                IngestorProcess.settings(redis.uri(), simulator.url(), "SKYTROVE_INGESTOR_LEASE", "2s"),
                "-XX:TieredStopAtLevel=1");
    }
}
