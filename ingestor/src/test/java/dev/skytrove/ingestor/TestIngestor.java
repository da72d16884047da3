package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.Await;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.client.Simulator;
import dev.skytrove.testing.http.RawRequest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The ingestor's process between a real Redis and the simulator: everything but death. */
final class TestIngestor {
    private static final int EVENTS = 5_000;

    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());

    @AfterEach
    void stop() {
        content.close();
        redis.close();
    }

    @Test
    void recordingArrivesByteForByte() {
        Path recording = ProjectPaths.find().recording();
        Assumptions.assumeTrue(Files.exists(recording), "no recording at " + recording);
        try (Simulator simulator = Simulators.start("--replay", recording.toString());
                IngestorProcess ingestor = start(simulator.url())) {
            content.awaitIngested(102);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i6GarbageIsCountedAndKeptAsideWithItsReason() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS)) {
            simulator.fault("garbage?after=100");
            simulator.fault("garbage?after=2000");
            try (IngestorProcess ingestor = start(simulator.url())) {
                URI management = ingestor.awaitReady();
                content.awaitIngested(EVENTS);
                assertThat(IngestorProcess.get(management.resolve("/prometheus")).body())
                        .contains("skytrove_ingestor_malformed_total{reason=\"invalid_json\"} 2.0");
                JsonNode summary = ingestor.terminate();

                assertThat(summary.get("malformed").asInt()).isEqualTo(2);
            }
            assertThat(content.malformed())
                    .hasSize(2)
                    .extracting(StreamMessage::getBody)
                    .allSatisfy(frame -> assertThat(frame).containsEntry(BufferKeys.FIELD_REASON, "invalid_json"));
            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1SigtermBringsHomeWhatWasReadAndTellsIt() {
        try (Simulator simulator = Simulators.start("--events", "200000", "--rate", "20000");
                IngestorProcess ingestor = start(simulator.url())) {
            content.awaitIngested(5_000);
            JsonNode summary = ingestor.terminate();

            long stored = content.events().values().stream().mapToInt(Integer::intValue).sum();
            assertThat(stored).isLessThan(200_000);
            assertThat(summary.get("ingested").asLong()).isEqualTo(stored);
            assertThat(summary.get("duplicates").asLong()).isZero();
            assertThat(summary.get("malformed").asLong()).isZero();
            assertThat(summary.get("cursor").asLong()).isEqualTo(content.number(BufferKeys.CURSOR));
            assertThat(summary.get("source").asText()).isEqualTo(URI.create(simulator.url()).getAuthority());
        }
    }

    @Test
    void silentConnectionIsLeft() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS)) {
            simulator.fault("stall?after=1000&for=PT10M");
            try (IngestorProcess ingestor = start(simulator.url(), "SKYTROVE_INGESTOR_SILENCE_TIMEOUT", "1s")) {
                content.awaitIngested(EVENTS);
                assertThat(ingestor.process().stderr()).contains("delivered nothing for 1 s");
                ingestor.terminate();
            }
            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void nextHostIsTriedWhenOneIsDownOrRefuses() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS)) {
            String refusing = simulator.url().replace("/subscribe", "/stats");
            try (IngestorProcess ingestor = start("ws://127.0.0.1:1," + refusing + "," + simulator.url())) {
                content.awaitIngested(EVENTS);
                assertThat(ingestor.process().stderr())
                        .contains("backing_off: unreachable: Connection refused")
                        .contains("backing_off: refused with HTTP 200");
                ingestor.terminate();
            }
        }
    }

    @Test
    void i1GoesBackALittleOnTheSameHostAndMoreOnAnother() {
        String[] history = {"--events", "" + EVENTS, "--seed", "3", "--start", "2026-07-04T14:38:08Z"};
        try (Simulator first = Simulators.start(history);
                Simulator second = Simulators.start(history)) {
            try (IngestorProcess ingestor = start(first.url())) {
                content.awaitIngested(EVENTS);
                ingestor.terminate();
            }
            long cursor = content.number(BufferKeys.CURSOR);
            try (IngestorProcess ingestor = start(first.url())) {
                ingestor.awaitLog("from cursor " + (cursor - 5_000_000), 1);
                ingestor.terminate();
            }
            try (IngestorProcess ingestor = start(second.url())) {
                ingestor.awaitLog("from cursor " + (cursor - 60_000_000), 1);
                ingestor.terminate();
            }

            assertThat(content.events()).isEqualTo(RedisContent.multiset(first.ledger()));
        }
    }

    @Test
    void i5ReadingStopsBeforeRedisIsFull() {
        try (TestingRedis small = TestingRedis.start("--maxmemory", "8mb");
                RedisContent inSmall = new RedisContent(small.uri());
                Simulator simulator = Simulators.start("--events", "60000", "--rate", "12000");
                IngestorProcess ingestor = IngestorProcess.start(IngestorProcess.settings(
                        small.uri(), simulator.url(), "SKYTROVE_INGESTOR_REDIS_MEMORY_SHARE", "0.6"))) {
            URI management = ingestor.awaitReady();
            Map<String, Integer> flushed = new HashMap<>();
            ingestor.awaitLog("paused_for_memory", 1);
            HttpResponse<String> readiness = IngestorProcess.get(management.resolve("/health/readiness"));
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("paused_for_memory").contains("reading stops at 60 %");
            Await.until("everything came in portions", IngestorProcess.PATIENCE, () -> {
                inSmall.drainInto(flushed);
                return inSmall.number(BufferKeys.COUNT_INGESTED) >= 60_000;
            });
            ingestor.terminate();
            inSmall.drainInto(flushed);

            assertThat(flushed).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1i2RedisThatMayNotBeWrittenToIsWaitedFor() {
        refusing(redis -> redis.replicaof("127.0.0.1", 1), RedisCommands::replicaofNoOne, "buffer_unavailable");
    }

    @Test
    void i1i2RedisThatHasNoRoomIsWaitedFor() {
        refusing(
                redis -> redis.configSet("maxmemory", "1mb"),
                redis -> redis.configSet("maxmemory", "0"),
                "paused_for_memory");
    }

    private void refusing(
            Consumer<RedisCommands<String, String>> refuse,
            Consumer<RedisCommands<String, String>> allow,
            String state) {
        try (Simulator simulator = Simulators.start("--events", "30000", "--rate", "5000");
                RedisClient client = RedisClient.create(redis.uri().toString());
                IngestorProcess ingestor = start(simulator.url())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(3_000);
            refuse.accept(client.connect().sync());
            ingestor.awaitLog(state, 1);
            HttpResponse<String> readiness = IngestorProcess.get(management.resolve("/health/readiness"));
            assertThat(readiness.statusCode()).isEqualTo(503);
            allow.accept(client.connect().sync());
            content.awaitIngested(30_000);
            ingestor.terminate();

            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i5SlowRedisMakesJetstreamWait() {
        try (Simulator simulator = Simulators.start("--events", "60000", "--rate", "10000");
                IngestorProcess ingestor = start(
                        simulator.url(),
                        "SKYTROVE_INGESTOR_HAND_OVER_EVENTS", "1000",
                        "SKYTROVE_INGESTOR_BATCH_EVENTS", "500")) {
            URI metrics = ingestor.awaitReady();
            content.awaitIngested(1_000);
            redis.server().process().pause();
            Await.until(
                    "nothing is read any more",
                    IngestorProcess.PATIENCE,
                    () -> IngestorProcess.metric(metrics, "skytrove_ingestor_paused_seconds_total{cause=\"back_pressure\"}") >= 1);
            double waiting = IngestorProcess.metric(metrics, "skytrove_ingestor_hand_over_events");
            double received = IngestorProcess.metric(metrics, "skytrove_ingestor_received_bytes_total");
            redis.server().process().resume();
            content.awaitIngested(60_000);
            ingestor.terminate();

            // One batch of 500 may be with the appender already.
            assertThat(waiting).isBetween(500.0, 3_000.0);
            assertThat(received).isLessThan(0.5 * simulator.stats().get("bytes_sent").asDouble());
            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1EmptyRedisGoesOnWhereTheLastFlushWas() throws IOException {
        try (TemporaryDirectory lake = TemporaryDirectory.create("lake");
                Simulator simulator = Simulators.start("--events", "" + EVENTS)) {
            List<String> ledger = simulator.ledger();
            long cursor = Json.parse(ledger.get(EVENTS - 500)).get("time_us").asLong();
            saveState(lake, "{\"version\":1,\"batch\":7,\"cursor\":" + cursor + ",\"source\":\""
                    + URI.create(simulator.url()).getAuthority() + "\",\"saved_at\":\"2026-07-04T14:38:08Z\"}");
            try (IngestorProcess ingestor =
                    start(simulator.url(), "SKYTROVE_STORAGE", lake.path().toUri().toString())) {
                long from = cursor - 5_000_000;
                long begin = ledger.stream()
                        .takeWhile(event -> Json.parse(event).get("time_us").asLong() < from)
                        .count();
                content.awaitIngested(EVENTS - begin);
                ingestor.terminate();

                assertThat(begin).isPositive();
                assertThat(content.events())
                        .isEqualTo(RedisContent.multiset(ledger.subList((int) begin, EVENTS)));
            }
        }
    }

    @Test
    void stateOfAnotherVersionIsRefused() throws IOException {
        try (TemporaryDirectory lake = TemporaryDirectory.create("lake")) {
            saveState(lake, "{\"version\":2,\"cursor\":1783175888085434,\"source\":\"a\"}");
            try (IngestorProcess ingestor =
                    start("ws://127.0.0.1:1", "SKYTROVE_STORAGE", lake.path().toUri().toString())) {
                assertThat(ingestor.process().waitFor(IngestorProcess.PATIENCE)).isEqualTo(1);
                assertThat(ingestor.process().stderr()).contains("state/flush.json has version 2");
            }
        }
    }

    private static void saveState(TemporaryDirectory lake, String state) throws IOException {
        Path file = lake.path().resolve("state/flush.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, state);
    }

    @Test
    void i1RedisThatLosesEverythingIsFilledAgain() {
        try (TestingRedis forgetful = TestingRedis.start("--appendonly", "no");
                RedisContent inForgetful = new RedisContent(forgetful.uri());
                Simulator simulator = Simulators.start("--events", "40000", "--rate", "20000");
                IngestorProcess ingestor =
                        IngestorProcess.start(IngestorProcess.settings(forgetful.uri(), simulator.url()))) {
            inForgetful.awaitIngested(10_000);
            forgetful.server().kill();
            forgetful.server().restart();
            inForgetful.awaitIngested(40_000);
            ingestor.terminate();

            assertThat(inForgetful.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void healthNamesThePartThatIsDown() {
        // Nothing listens there.
        try (IngestorProcess ingestor = start("ws://127.0.0.1:1")) {
            JsonNode health = health(ingestor.awaitReady());

            assertThat(health.get("status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/details/ingestion/status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/details/ingestion/details/reason").asText()).isNotEmpty();
            assertThat(health.at("/details/liveness/status").asText()).isEqualTo("UP");
        }
    }

    private static JsonNode health(URI management) {
        return Json.parse(IngestorProcess.get(management.resolve("/health")).body());
    }

    @Test
    void managementTellsWhatGoesOn() throws IOException {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS);
                IngestorProcess ingestor = start(simulator.url())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(EVENTS);

            assertThat(management.getHost()).isEqualTo("127.0.0.1");
            // A web page whose host was made to point here.
            String rebound = "GET /prometheus HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n";
            assertThat(RawRequest.exchange(management.getPort(), rebound)).startsWith("HTTP/1.1 403");
            for (String path : List.of("/prometheus", "/health")) {
                for (String method : List.of("GET", "OPTIONS")) {
                    assertThat(RawRequest.exchange(
                                    management.getPort(),
                                    method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://page.example\r\n"
                                            + "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n"))
                            .doesNotContainIgnoringCase("access-control-allow");
                }
            }
            HttpResponse<String> readiness = IngestorProcess.get(management.resolve("/health/readiness"));
            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(readiness.body()).contains("\"state\":\"connected\"").contains(URI.create(simulator.url()).getAuthority());
            assertThat(IngestorProcess.get(management.resolve("/health/liveness")).statusCode()).isEqualTo(200);
            JsonNode parts = health(management).get("details");
            assertThat(parts.at("/ingestion/status").asText()).isEqualTo("UP");
            assertThat(parts.at("/liveness/status").asText()).isEqualTo("UP");
            assertThat(IngestorProcess.get(management.resolve("/prometheus")).body())
                    .contains("skytrove_ingestor_events_total{operation=\"create\",table=\"likes\"}")
                    .contains("skytrove_ingestor_ingested_total 5000.0")
                    .contains("skytrove_ingestor_duplicates_total 0.0")
                    .contains("skytrove_ingestor_received_bytes_total")
                    .contains("skytrove_ingestor_lag_seconds")
                    .contains("skytrove_ingestor_reconnects_total{cause=\"silent\"} 0.0")
                    .contains("skytrove_ingestor_hand_over_events")
                    .contains("skytrove_ingestor_append_seconds_count")
                    .contains("skytrove_ingestor_paused_seconds_total{cause=\"back_pressure\"}")
                    .contains("skytrove_ingestor_state{state=\"connected\"} 1.0");
            double likes = content.number(BufferKeys.appendedCount(Queue.LIKES));
            Await.until("Redis tells what waits", IngestorProcess.PATIENCE, () -> likes
                    == IngestorProcess.metric(management, "skytrove_ingestor_queue_events{table=\"likes\"}"));
            assertThat(IngestorProcess.metric(management, "skytrove_ingestor_queue_entries{table=\"likes\"}"))
                    .isBetween(1.0, likes / 2);
            assertThat(IngestorProcess.metric(management, "skytrove_ingestor_buffer_memory_used_bytes")).isPositive();
            ingestor.terminate();
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (List<String> wrong : List.of(
                List.of("SKYTROVE_JETSTREAM", "https://host.example"),
                List.of("SKYTROVE_INGESTOR_BATCH_EVENTS", "0"),
                List.of("SKYTROVE_INGESTOR_MAX_MESSAGE_SIZE", "65MiB"),
                List.of("SKYTROVE_INGESTOR_REWIND", "soon"),
                List.of("SKYTROVE_INGESTOR_SOURCES", "2"),
                List.of("SKYTROVE_INGESTOR_SOURCES", "3"),
                List.of("SKYTROVE_STORAGE", "ftp://nowhere"),
                List.of("SKYTROVE_INGESTOR_BACKOFF_MAX", "1ms"))) {
            try (IngestorProcess ingestor = start("ws://127.0.0.1:1", wrong.get(0), wrong.get(1))) {
                assertThat(ingestor.process().waitFor(IngestorProcess.PATIENCE)).as("%s", wrong).isEqualTo(2);
            }
        }
    }

    private IngestorProcess start(String jetstream, String... settings) {
        return IngestorProcess.start(IngestorProcess.settings(redis.uri(), jetstream, settings));
    }
}
