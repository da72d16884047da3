package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose clocks and numbers are wrong, and a Redis that is emptied: no event is lost that a server still has. */
final class TestTrustNobody {
    private static final int EVENTS = 12_000;
    private static final String GAPS = "skytrove_ingestor_gaps_total";
    private static final long YEAR_2099 = 4_070_908_800_000_000L;

    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());
    private final TemporaryDirectory directory = TemporaryDirectory.create("trust-nobody");
    private List<String> history = List.of();

    @BeforeEach
    void generate() {
        try (Simulator simulator =
                Simulators.start("--events", "" + EVENTS, "--seed", "18", "--start", "2026-07-04T14:38:08Z")) {
            history = simulator.ledger();
        }
    }

    @AfterEach
    void stop() {
        content.close();
        redis.close();
        directory.close();
    }

    @Test
    void i1i2EventOfTheFutureMovesNoCursor() throws IOException {
        List<String> events = new ArrayList<>(history);
        for (int i : new int[] {500, 2_000, 2_001, 7_000}) {
            events.set(i, history.get(i).replaceFirst("\"time_us\":\\d+", "\"time_us\":" + (YEAR_2099 + i)));
        }
        try (Simulator simulator = Simulators.start("--replay", file("history", events), "--rate", "4000")) {
            for (int i = 1; i <= 2; i++) {
                try (IngestorProcess ingestor = start(simulator.url())) {
                    content.awaitIngested(i * 3_000L);
                    ingestor.kill();
                }
                assertThat(content.number(BufferKeys.CURSOR)).isLessThan(System.currentTimeMillis() * 1_000);
            }
            try (IngestorProcess ingestor = start(simulator.url())) {
                URI management = ingestor.awaitReady();
                content.awaitIngested(EVENTS);
                assertThat(IngestorProcess.metric(management, "skytrove_ingestor_future_events_total")).isPositive();
                ingestor.terminate();
            }
        }
        assertThat(content.events()).isEqualTo(RedisContent.multiset(events));
    }

    /** On both wires, all that a server may do without being refused: every event of the others comes in between. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void i1i5i6AttacksOfAServerStopNothing(boolean second) throws IOException {
        String attacks = "future@1000,large@2000:3000000,notice@3000:2000000,pings@4000,future@5000,large@6000:70000";
        try (Simulator simulator = Simulators.start("--replay", file("history", history), "--fault", attacks);
                IngestorProcess ingestor = start(second ? simulator.secondUrl() : simulator.url())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(EVENTS + 4);
            assertThat(content.number(BufferKeys.CURSOR)).isLessThan(System.currentTimeMillis() * 1_000);
            assertThat(IngestorProcess.metric(management, "skytrove_ingestor_future_events_total")).isEqualTo(2);
            assertThat(IngestorProcess.metric(management, "skytrove_ingestor_connected_sources")).isEqualTo(1);
            assertThat(IngestorProcess.metric(management, GAPS)).isZero();
            ingestor.terminate();
        }
        Map<String, Integer> events = new HashMap<>(content.events());
        events.keySet().removeIf(event -> event.contains("did:plc:attacker"));
        assertThat(events).isEqualTo(RedisContent.multiset(history));
    }

    @Test
    void i1PoisonedCursorHealsAtStart() {
        try (Simulator simulator = Simulators.start("--events", "3000", "--seed", "1")) {
            // The server's events are of the last seconds, and so is what Redis says was appended last.
            content.set(BufferKeys.CURSOR, "" + YEAR_2099);
            content.set(BufferKeys.SOURCE, URI.create(simulator.url()).getAuthority());
            try (IngestorProcess ingestor = start(simulator.url(), "SKYTROVE_INGESTOR_REWIND", "60s")) {
                URI management = ingestor.awaitReady();
                content.awaitIngested(3_000);
                assertThat(IngestorProcess.metric(management, GAPS)).isEqualTo(1);
                ingestor.terminate();
            }
        }
    }

    @Test
    void i1PoisonedCursorOfTheLakeIsTakenForWhenItWasSaved() throws IOException {
        Path state = Files.createDirectories(directory.path().resolve("state")).resolve("flush.json");
        Files.writeString(state, "{\"version\":1,\"batch\":1,\"cursor\":" + YEAR_2099
                + ",\"source\":\"127.0.0.1\",\"saved_at\":\"2026-07-04T14:38:10Z\"}");
        try (Simulator simulator = Simulators.start("--replay", file("history", history));
                IngestorProcess ingestor = start(
                        simulator.url(), "SKYTROVE_STORAGE", directory.path().toUri().toString())) {
            content.awaitIngested(EVENTS);
            ingestor.terminate();
        }
        assertThat(content.events()).isEqualTo(RedisContent.multiset(history));
    }

    @Test
    void i1i2ServerWhoseClockIsMinutesAheadLosesNothingAtFailover() {
        String start = Instant.now().minusSeconds(60).toString();
        try (Simulator second =
                Simulators.start("--events", "30000", "--seed", "5", "--rate", "10000", "--start", start)) {
            try (Simulator first = Simulators.start("--events", "30000", "--seed", "5", "--rate", "10000",
                            "--start", start, "--clock-skew", "300000");
                    IngestorProcess ingestor = start(first.url() + "," + second.url())) {
                content.awaitIngested(10_000);
                first.kill();
                content.awaitIngested(30_000);
                ingestor.terminate();
            }
            assertThat(withoutTimes(content.events())).isEqualTo(withoutTimes(RedisContent.multiset(second.ledger())));
        }
    }

    @Test
    void i1i2ServerThatNumbersAnewIsAskedByTime() throws IOException {
        assertThatRestIsRead(history.subList(3_000, 8_500), 8_500, 1);
    }

    @Test
    void i1i2ServerWhoseNewNumbersHaveComePastOurOwnIsAskedByTime() throws IOException {
        assertThatRestIsRead(history.subList(2_000, EVENTS), EVENTS, 0);
    }

    /** Reads 8,000 events of a server, then what another server at its place has, numbered from 1. */
    private void assertThatRestIsRead(List<String> rest, int all, int gaps) throws IOException {
        int port;
        try (Simulator first = Simulators.start("--replay", file("first", history.subList(0, 8_000)));
                IngestorProcess ingestor = start(first.secondUrl())) {
            port = first.port();
            content.awaitIngested(8_000);
            ingestor.terminate();
        }
        try (Simulator second = Simulators.start("--replay", file("rest", rest), "--port", "" + port);
                IngestorProcess ingestor = start(second.secondUrl())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(all);
            assertThat(IngestorProcess.metric(management, GAPS)).isEqualTo(gaps);
            assertThat(IngestorProcess.metric(management, "skytrove_ingestor_reconnects_total{cause=\"astray\"}"))
                    .isEqualTo(1);
            ingestor.terminate();
        }
        assertThat(content.events().values()).containsOnly(1);
        assertThat(content.number(BufferKeys.COUNT_INGESTED)).isEqualTo(all);
    }

    @Test
    void i1RedisThatIsEmptiedIsFilledAgainFromWhereTheBucketEnds() throws IOException {
        Path state = Files.createDirectories(directory.path().resolve("state")).resolve("flush.json");
        Files.writeString(state, "{\"version\":1,\"batch\":1,\"cursor\":" + timeUs(history.get(100))
                + ",\"source\":\"127.0.0.1\",\"saved_at\":\"2026-07-04T14:48:08Z\"}");
        try (Simulator simulator = Simulators.start("--replay", file("history", history), "--rate", "2000");
                IngestorProcess ingestor = start(
                        simulator.url(), "SKYTROVE_STORAGE", directory.path().toUri().toString())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(3_000);
            content.flushAll();
            ingestor.awaitLog("Redis was emptied", 1);
            content.awaitIngested(EVENTS);
            assertThat(IngestorProcess.metric(management, GAPS)).isZero();
            ingestor.terminate();
        }
        assertThat(content.events()).isEqualTo(RedisContent.multiset(history));
    }

    @Test
    void i1RedisThatIsEmptiedWithoutABucketIsAGap() throws IOException {
        try (Simulator simulator = Simulators.start("--replay", file("history", history), "--rate", "2000");
                IngestorProcess ingestor = start(simulator.url())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(3_000);
            content.flushAll();
            content.awaitIngested(EVENTS);
            assertThat(IngestorProcess.metric(management, GAPS)).isEqualTo(1);
            ingestor.terminate();
        }
        assertThat(content.events()).isEqualTo(RedisContent.multiset(history));
    }

    @Test
    void i1EvictionThatIsTurnedOnStopsReadingUntilItIsTurnedOff() throws IOException {
        try (Simulator simulator = Simulators.start("--replay", file("history", history), "--rate", "2000");
                IngestorProcess ingestor = start(simulator.url())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(1_000);
            content.configure("maxmemory-policy", "allkeys-lru");
            ingestor.awaitLog("set maxmemory-policy to noeviction", 1);
            assertThat(IngestorProcess.get(management.resolve("/health/readiness")).statusCode()).isEqualTo(503);
            content.configure("maxmemory-policy", "noeviction");
            content.awaitIngested(EVENTS);
            ingestor.terminate();
        }
        assertThat(content.events()).isEqualTo(RedisContent.multiset(history));
    }

    private static Map<String, Integer> withoutTimes(Map<String, Integer> events) {
        Map<String, Integer> without = new HashMap<>();
        events.forEach((json, count) -> without.merge(json.replaceFirst("\"time_us\":\\d+,", ""), count, Integer::sum));
        return without;
    }

    private static long timeUs(String event) {
        return Long.parseLong(event.replaceFirst(".*?\"time_us\":(\\d+).*", "$1"));
    }

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(directory.path().resolve(name + ".jsonl"), lines).toString();
    }

    private IngestorProcess start(String jetstream, String... settings) {
        return IngestorProcess.start(IngestorProcess.settings(redis.uri(), jetstream, settings));
    }
}
