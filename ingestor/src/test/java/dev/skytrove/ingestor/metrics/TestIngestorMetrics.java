package dev.skytrove.ingestor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.MemoryUsage;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.event.MalformedReason;
import dev.skytrove.testing.ProjectPaths;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TestIngestorMetrics {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-04T14:38:10Z"), ZoneOffset.UTC);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final IngestorMetrics metrics = new IngestorMetrics(registry, new StateMachine(CLOCK), CLOCK);

    @Test
    void labelsDoNotComeFromTheNetwork() throws MalformedEventException {
        received("create", "create", "explode");

        assertThat(registry.scrape())
                .contains("skytrove_ingestor_received_bytes_total 300.0")
                .contains("skytrove_ingestor_events_total{operation=\"create\",table=\"posts\"} 2.0")
                .contains("skytrove_ingestor_events_total{operation=\"other\",table=\"others\"} 1.0")
                .doesNotContain("explode");
    }

    @Test
    void acknowledgementsAreSummedUpAndShowTheLag() {
        metrics.acknowledged(new Appended(3, 1, 0, 1_783_175_888_000_000L, 1_783_175_888_000_000L), 7_000_000);
        metrics.acknowledged(new Appended(2, 0, 1, 1_783_175_889_500_000L, 1_783_175_889_500_000L), 7_000_000);

        assertThat(metrics.summary(Optional.empty())).isEqualTo(new IngestSummary(5, 1, 1, 0, ""));
        assertThat(registry.scrape())
                .contains("skytrove_ingestor_ingested_total 5.0")
                .contains("skytrove_ingestor_lag_seconds 0.5")
                .contains("skytrove_ingestor_append_seconds_count 2");
    }

    @Test
    void howFarEventsAreAheadOfTheClockIsTold() throws MalformedEventException {
        List<ReceivedEvent> batch = List.of(new ReceivedEvent.Valid(ByteSlice.of(new byte[0]), event("create")));
        Clock early = Clock.fixed(Instant.parse("2026-07-04T14:37:08.085434Z"), ZoneOffset.UTC);

        metrics.stamped(batch, new ClockLimit(early, ClockLimit.DEFAULT_SKEW));
        assertThat(registry.scrape())
                .contains("skytrove_ingestor_clock_ahead_seconds 60.0")
                .contains("skytrove_ingestor_future_events_total 1.0");

        metrics.stamped(batch, new ClockLimit(CLOCK, ClockLimit.DEFAULT_SKEW));
        assertThat(registry.scrape())
                .contains("skytrove_ingestor_clock_ahead_seconds -1.914566")
                .contains("skytrove_ingestor_future_events_total 1.0");
    }

    @Test
    void redisTellsWhatItHolds() {
        assertThat(registry.scrape()).contains("skytrove_ingestor_queue_events{table=\"likes\"} NaN");
        metrics.buffer().queues(Map.of(Queue.LIKES, new QueueSize(2, 700)));
        metrics.buffer().memory(new MemoryUsage(new DataSize(3_000), new DataSize(4_000)));

        assertThat(registry.scrape())
                .contains("skytrove_ingestor_queue_entries{table=\"likes\"} 2.0")
                .contains("skytrove_ingestor_queue_events{table=\"likes\"} 700.0")
                .contains("skytrove_ingestor_buffer_memory_used_bytes 3000.0")
                .contains("skytrove_ingestor_buffer_memory_max_bytes 4000.0")
                .contains("skytrove_ingestor_buffer_memory_ratio 0.75");
    }

    @Test
    void onlyTablesThatHaveAQueueHaveMetrics() throws MalformedEventException {
        received("create");

        assertThat(Pattern.compile("table=\"(\\w+)\"").matcher(registry.scrape()).results().map(label -> label.group(1)))
                .containsOnly(Stream.of(Queue.values()).map(Queue::label).toArray(String[]::new))
                .doesNotContain("features");
    }

    /** Whatever a source may find wrong with a message is one of these. */
    @Test
    void whatIsKeptAsideIsCountedByItsReason() {
        Stream.concat(
                        Stream.of(MalformedReason.values()).map(MalformedReason::label),
                        Stream.of(MessageFault.values()).map(MessageFault::label))
                .forEach(reason -> {
                    metrics.received(new ReceivedEvent.Malformed(ByteSlice.of(new byte[0]), reason, CLOCK.instant()));
                    assertThat(registry.scrape()).contains("skytrove_ingestor_malformed_total{reason=\"" + reason + "\"} 1.0");
                });
    }

    @Test
    void everyMetricIsOnThePageForOperators() throws IOException, MalformedEventException {
        received("create");
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/operations/ingestor.md"));

        List<String> names = Pattern.compile("^# HELP (\\S+)", Pattern.MULTILINE)
                .matcher(registry.scrape())
                .results()
                .map(result -> result.group(1))
                .filter(name -> !name.endsWith("_seconds_max"))
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    /** Twice told, once counted. */
    private void received(String... operations) throws MalformedEventException {
        ReceivedCounts counts = new ReceivedCounts();
        for (String operation : operations) {
            counts.add(100);
            counts.add(event(operation));
        }
        metrics.received(counts);
        metrics.received(counts);
    }

    private static EventHeader event(String operation) throws MalformedEventException {
        return EventHeader.parse(ByteSlice.of("""
                {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev",
                "operation":"%s","collection":"app.bsky.feed.post","rkey":"3key","record":{}}}"""
                .formatted(operation)
                .getBytes(StandardCharsets.UTF_8)));
    }
}
