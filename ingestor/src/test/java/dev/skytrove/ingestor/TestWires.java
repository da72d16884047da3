package dev.skytrove.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdDictTrainer;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TemporaryDirectory;
import dev.skytrove.testing.TestingRedis;
import dev.skytrove.testing.client.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever wire and compression a server speaks, the same arrives. */
final class TestWires {
    private static final int EVENTS = 5_000;

    private final TestingRedis redis = TestingRedis.start();
    private final RedisContent content = new RedisContent(redis.uri());

    @AfterEach
    void stop() {
        content.close();
        redis.close();
    }

    @Test
    void compressedFirstWire() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--dictionary", dictionary());
                IngestorProcess ingestor = compressing(simulator.url(), dictionary())) {
            arrives(ingestor, simulator.ledger());
        }
    }

    @Test
    void secondWire() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--v2-sync-every", "100");
                IngestorProcess ingestor = start(simulator.secondUrl())) {
            long syncs = simulator.secondLedger().stream().filter(TestWires::isSync).count();
            content.awaitIngested(EVENTS + syncs);
            ingestor.terminate();

            Map<String, Integer> stored = content.events();
            assertThat(syncs).isGreaterThan(EVENTS / 200);
            assertThat(stored.keySet()).filteredOn(event -> event.contains("\"kind\":\"sync\"")).hasSize((int) syncs);
            stored.keySet().removeIf(event -> event.contains("\"kind\":\"sync\""));
            assertThat(stored).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void compressedSecondWire() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--v2-dictionary", dictionary());
                IngestorProcess ingestor = compressing(simulator.secondUrl(), "")) {
            arrives(ingestor, simulator.ledger());
        }
    }

    private void arrives(IngestorProcess ingestor, List<String> ledger) {
        URI management = ingestor.awaitReady();
        content.awaitIngested(EVENTS);
        double wire = IngestorProcess.metric(management, "skytrove_ingestor_wire_bytes_total");
        double received = IngestorProcess.metric(management, "skytrove_ingestor_received_bytes_total");
        ingestor.terminate();

        assertThat(content.events()).isEqualTo(RedisContent.multiset(ledger));
        assertThat(received).isEqualTo(ledger.stream().mapToDouble(TestWires::size).sum());
        assertThat(wire).isLessThan(0.75 * received);
    }

    @Test
    void withoutADictionaryThereIsPlainTextAndOneWordAboutIt() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--dictionary", dictionary())) {
            simulator.fault("drop?after=1000");
            simulator.fault("drop?after=2000");
            try (IngestorProcess ingestor = compressing(simulator.url(), "/nowhere")) {
                content.awaitIngested(EVENTS);
                ingestor.terminate();

                assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
                assertThat(ingestor.process().stderr()).containsOnlyOnce("is asked for plain text");
            }
        }
    }

    @Test
    void i1WrongDictionaryCostsNoEvent() throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("dictionary");
                Simulator simulator = Simulators.start("--events", "" + EVENTS, "--dictionary", dictionary())) {
            Path other = Files.write(directory.path().resolve("other"), otherDictionary());
            try (IngestorProcess ingestor = compressing(simulator.url(), other.toString())) {
                content.awaitIngested(EVENTS);
                JsonNode summary = ingestor.terminate();

                assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
                assertThat(summary.get("malformed").asInt()).isZero();
                assertThat(ingestor.process().stderr()).contains("it does not use the dictionary");
            }
        }
    }

    @Test
    void i6GarbageInCompressedMessagesIsKeptAside() {
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, "--dictionary", dictionary())) {
            simulator.fault("garbage?after=100");
            try (IngestorProcess ingestor = compressing(simulator.url(), dictionary())) {
                content.awaitIngested(EVENTS);
                ingestor.terminate();
            }

            assertThat(content.malformed())
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.getBody())
                            .containsEntry(BufferKeys.FIELD_REASON, "not_unpackable"));
            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
        }
    }

    @Test
    void i1i2SecondWireGoesOnAtTheSequenceNumber() {
        try (Simulator simulator = Simulators.start("--events", "40000", "--rate", "10000")) {
            for (int i = 0; i < 3; i++) {
                simulator.fault("drop?after=3000");
                try (IngestorProcess ingestor = start(simulator.secondUrl())) {
                    content.awaitIngested(content.number(BufferKeys.COUNT_INGESTED) + 5_000);
                    ingestor.kill();
                }
            }
            try (IngestorProcess ingestor = start(simulator.secondUrl())) {
                content.awaitIngested(40_000);
                ingestor.terminate();

                assertThat(ingestor.process().stderr()).contains("from sequence number");
            }
            assertThat(content.events()).isEqualTo(RedisContent.multiset(simulator.ledger()));
            // The last event again after each of six reconnects; a killed process also loses its count.
            assertThat(content.number(BufferKeys.COUNT_DUPLICATES)).isBetween(1L, 6L);
        }
    }

    @Test
    void i1SequenceNumberThatIsTooOldIsGivenUpForTheTime() {
        String[] options = {"--start", "2026-07-04T14:38:08Z", "--v2-floor"};
        int port;
        try (Simulator simulator = Simulators.start("--events", "" + EVENTS, options[0], options[1]);
                IngestorProcess ingestor = start(simulator.secondUrl())) {
            port = simulator.port();
            content.awaitIngested(EVENTS);
            ingestor.terminate();
        }
        try (Simulator simulator = Simulators.start(
                        "--events", "9000", options[0], options[1], options[2], "6001", "--port", "" + port);
                IngestorProcess ingestor = start(simulator.secondUrl())) {
            URI management = ingestor.awaitReady();
            content.awaitIngested(EVENTS + 3_000);
            double gaps = IngestorProcess.metric(management, "skytrove_ingestor_gaps_total");
            ingestor.terminate();

            assertThat(gaps).isEqualTo(1);
            assertThat(ingestor.process().stderr()).contains("CursorTooOld").contains("OutdatedCursor");
            List<String> ledger = simulator.ledger();
            assertThat(content.events().keySet()).filteredOn(Predicate.not(ledger.subList(0, 6_000)::contains))
                    .containsExactlyInAnyOrderElementsOf(ledger.subList(6_000, 9_000));
        }
    }

    private IngestorProcess compressing(String jetstream, String dictionary) {
        return start(
                jetstream,
                "SKYTROVE_INGESTOR_COMPRESS", "true",
                "SKYTROVE_INGESTOR_ZSTD_DICTIONARY", dictionary);
    }

    private IngestorProcess start(String jetstream, String... settings) {
        Map<String, String> all = IngestorProcess.settings(redis.uri(), jetstream, settings);
        return IngestorProcess.start(all);
    }

    private static String dictionary() {
        Path file = ProjectPaths.find().recording().resolveSibling("zstd_dictionary");
        assumeTrue(Files.exists(file), "no dictionary at " + file);
        return file.toString();
    }

    private static byte[] otherDictionary() {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 1 << 12);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            trainer.addSample(("{\"n\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8));
        }
        return trainer.trainSamples();
    }

    private static boolean isSync(String frame) {
        return frame.contains("\"network.bsky.jetstream.subscribeEvents#sync\"");
    }

    private static int size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }
}
