package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.client.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server leaves out is named by the certificates of the hours, and without that every hour is complete. */
@Timeout(300)
final class TestCoverage {
    /** An event a second: ten before the hour, two hours, ten behind. */
    private static final Instant FIRST = Instant.parse("2026-07-04T13:59:50Z");
    private static final int EVENTS = 7_220;

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeBuilt() {
        Processes.assumeBuilt("simulator", "ingestor", "flush");
    }

    /** A connection that breaks is asked for again from a little earlier: nothing is missing, and its end is told. */
    @Test
    void everyClosedHourIsCompleteThoughConnectionsBreak() {
        try (Pipeline pipeline = pipeline();
                Simulator simulator = Simulators.replaying(directory, recording())) {
            simulator.fault("drop?after=3000");
            ingest(pipeline, simulator.url(), EVENTS, "1");
            flush(pipeline);
            List<JsonNode> lines = pipeline.coverage();

            assertThat(states(lines)).containsExactly("incomplete", "complete", "complete", "unknown");
            assertThat(reasons(lines.get(0)))
                    .containsExactly("nothing was read from 2026-07-04T13:00:00Z to 2026-07-04T13:59:50Z");
            assertThat(reasons(lines.get(3))).containsExactly("read up to 2026-07-04T16:00:09Z so far");
            assertThat(lines.get(1).path("ingested").asInt()).isEqualTo(3_600);
            assertThat(lines.get(2).path("ingested").asInt()).isEqualTo(3_600);
            assertThat(lines.getLast().toString())
                    .isEqualTo("{\"from\":\"2026-07-04T13:00:00Z\",\"to\":\"2026-07-04T17:00:00Z\",\"hours\":4,"
                            + "\"complete\":2,\"incomplete\":1,\"unknown\":1}");
            assertThat(states(pipeline.coverage("--from", "2026-07-04T14:00:00Z", "--to", "2026-07-04T16:00:00Z")))
                    .containsExactly("complete", "complete");
            assertThat(objects()).anyMatch(content -> content.contains("\"cause\":\"broken\""));
        }
    }

    /** Without numbers, what is missing shows by the time between two events. */
    @Test
    void gapOfTheFirstWireIsSuspected() {
        try (Pipeline pipeline = pipeline();
                Simulator simulator = Simulators.replaying(directory, recording())) {
            simulator.fault("gap?after=2000&count=100");
            ingest(pipeline, simulator.url(), EVENTS - 100, "1");
            flush(pipeline);
            List<JsonNode> lines = pipeline.coverage();

            assertThat(states(lines)).containsExactly("incomplete", "incomplete", "complete", "unknown");
            assertThat(reasons(lines.get(1))).containsExactly(source(simulator) + " is suspected to have left events out: it"
                    + " delivered none from 2026-07-04T14:33:09Z to 2026-07-04T14:34:50Z");
        }
    }

    /** With numbers, each missing event is known. */
    @Test
    void whatTheSecondWireLeavesOutIsCounted() {
        try (Pipeline pipeline = pipeline();
                Simulator simulator = Simulators.replaying(directory, recording(), "--drop-every", "5000:4000")) {
            simulator.fault("gap?after=2000&count=3");
            ingest(pipeline, simulator.secondUrl(), EVENTS - 4, "1");
            flush(pipeline);
            List<JsonNode> lines = pipeline.coverage();

            assertThat(states(lines)).containsExactly("incomplete", "incomplete", "incomplete", "unknown");
            assertThat(reasons(lines.get(1))).containsExactly(secondSource(simulator)
                    + " left out 3 events by its numbers, from 2026-07-04T14:33:09Z to 2026-07-04T14:33:13Z");
            assertThat(reasons(lines.get(2))).containsExactly(secondSource(simulator)
                    + " left out 1 event by its numbers, from 2026-07-04T15:06:29Z to 2026-07-04T15:06:31Z");
        }
    }

    /** What one of two sources leaves out the other brings: the hours are complete, and both are named. */
    @Test
    void gapsOfTwoSourcesAreBridgedAndNamed() {
        try (Pipeline pipeline = pipeline();
                Simulator first = Simulators.replaying(directory, recording(), "--drop-every", "7000:2000");
                Simulator second = Simulators.replaying(directory, recording(), "--drop-every", "7000:5000")) {
            ingest(pipeline, first.secondUrl() + "," + second.secondUrl(), EVENTS, "2");
            flush(pipeline);
            List<JsonNode> lines = pipeline.coverage();

            assertThat(states(lines)).containsExactly("incomplete", "complete", "complete", "unknown");
            assertThat(texts(lines.get(1), "bridged")).containsExactly(secondSource(first)
                    + " left out 1 event by its numbers, from 2026-07-04T14:33:09Z to 2026-07-04T14:33:11Z");
            assertThat(texts(lines.get(2), "bridged")).containsExactly(secondSource(second)
                    + " left out 1 event by its numbers, from 2026-07-04T15:23:09Z to 2026-07-04T15:23:11Z");
        }
    }

    private Pipeline pipeline() {
        return new Pipeline(directory, Storage.file(directory.resolve("storage")));
    }

    /** Until all has come, of both sources if there are two; then it ends by itself, so that its last word is there. */
    private static void ingest(Pipeline pipeline, String jetstream, int events, String sources) {
        ChildProcess ingestor = pipeline.startIngestor(
                jetstream, Map.of("SKYTROVE_INGESTOR_SOURCES", sources, "SKYTROVE_INGESTOR_BATCH_DELAY", "50ms"));
        pipeline.awaitIngested(events);
        pipeline.awaitQuiet();
        assertThat(ingestor.terminate(Pipeline.PATIENCE)).isZero();
    }

    // Nobody waits for the lease, and a busy machine must not lose it.
    private static void flush(Pipeline pipeline) {
        pipeline.runFlush(Map.of("SKYTROVE_FLUSH_LEASE", "30s"), 0);
    }

    private static String secondSource(Simulator simulator) {
        return "v2:" + source(simulator);
    }

    private static String source(Simulator simulator) {
        return simulator.url().replaceFirst("ws://([^/]*)/.*", "$1");
    }

    private static List<String> states(List<JsonNode> lines) {
        return lines.subList(0, lines.size() - 1).stream().map(line -> line.path("state").asText()).toList();
    }

    private static List<String> reasons(JsonNode line) {
        return texts(line, "reasons");
    }

    private static List<String> texts(JsonNode line, String name) {
        return IntStream.range(0, line.path(name).size()).mapToObj(i -> line.path(name).get(i).asText()).toList();
    }

    private List<String> objects() {
        try (Stream<Path> files = Files.walk(directory.resolve("storage/coverage"))) {
            return files.filter(Files::isRegularFile).map(TestCoverage::content).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path recording() {
        List<String> lines = IntStream.range(0, EVENTS)
                .mapToObj(n -> String.format(
                        Locale.ROOT,
                        "{\"did\":\"did:plc:a\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"rev\":\"3k%07d\","
                                + "\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"3k%07d\","
                                + "\"record\":{\"text\":\"number %d\"},\"cid\":\"c%d\"}}",
                        FIRST.plus(Duration.ofSeconds(n)).getEpochSecond() * 1_000_000, n, n, n, n))
                .toList();
        try {
            return Files.write(directory.resolve("recording.jsonl"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
