package dev.skytrove.buffer.redis;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.flush.RedisBatchSource;
import dev.skytrove.buffer.redis.flush.RedisLease;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.Ending;
import dev.skytrove.lake.coverage.Gap;
import dev.skytrove.lake.coverage.GapKind;
import dev.skytrove.lake.coverage.Span;
import dev.skytrove.lake.coverage.TableCount;
import dev.skytrove.lake.event.EventHeader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read travels beside the events, and leaves Redis with them. */
final class TestCoverageEntries {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final long START = HOUR.start().getEpochSecond() * 1_000_000;
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private RedisServer server;
    private FlushLease lease;
    private RedisBatchSource batches;

    @BeforeEach
    void open() {
        server = RedisServer.start(directory);
        lease = ((LeaseAttempt.Acquired) RedisLease.tryAcquire(server.client(), Duration.ofSeconds(20))).lease();
        batches = RedisBatchSource.open(server.client(), lease, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        batches.close();
        lease.close();
        server.close();
    }

    @Test
    void i3PlanCertifiesTheSameEachTimeAndItsCommitForgetsIt() {
        Span first = new Span(HOST, "c-1", START, START + 10);
        Span second = new Span(HOST, "c-1", START + 20, START + 30);
        Gap gap = new Gap(HOST, GapKind.SEQUENCE, START + 10, START + 20, 4);
        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults())) {
            append(appender, List.of(event(1), event(2)), new CoverageNote("c-1", "from now on", List.of(first), List.of(), START + 10, ""));
            append(appender, List.of(event(2), malformed("{")), new CoverageNote("c-1", "", List.of(second), List.of(gap), START + 30, ""));
            append(appender, List.of(), new CoverageNote("c-1", "", List.of(), List.of(), START + 30, "closed"));
            BatchPlan plan = batches.planOrResume(CLOCK, limits(100), () -> 0).orElseThrow();
            append(appender, List.of(event(3)), new CoverageNote("c-2", "", List.of(), List.of(), 0, ""));

            HourKey malformedAt = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
            List<Certificate> expected = List.of(
                    new Certificate(malformedAt, Map.of(), 1, List.of(), List.of(), List.of()),
                    new Certificate(
                            HOUR,
                            Map.of(Table.POSTS, new TableCount(3, 2)),
                            0,
                            List.of(first, second),
                            List.of(gap),
                            List.of(new Ending(HOST, "c-1", START + 30, "closed"))));
            assertThat(batches.coverage()).isEqualTo(expected);
            assertThat(batches.coverage()).isEqualTo(expected);

            batches.commit(plan, CLOCK, new RejectedEntries());
            assertThat(server.commands().xlen(BufferKeys.COVERAGE)).isEqualTo(1);
            assertThat(batches.coverage()).isEmpty();
        }
    }

    /** What a plan leaves out is not in the lake yet, so nothing is certified until it is. */
    @Test
    void planThatLeavesEventsOutCertifiesNothing() {
        try (RedisEventSink appender = RedisEventSink.open(server.client(), AppenderConfig.defaults())) {
            for (int i = 0; i < 3; i++) {
                append(appender, List.of(event(i)), new CoverageNote(
                        "c-1", "", List.of(new Span(HOST, "c-1", START + i, START + i + 1)), List.of(), START + i + 1, ""));
            }
            BatchPlan part = batches.planOrResume(CLOCK, limits(1), () -> 0).orElseThrow();
            assertThat(part.complete()).isFalse();
            assertThat(batches.coverage()).isEmpty();
            batches.commit(part, CLOCK, new RejectedEntries());

            BatchPlan rest = batches.planOrResume(CLOCK, limits(100), () -> 0).orElseThrow();
            assertThat(rest.complete()).isTrue();
            assertThat(batches.coverage())
                    .singleElement()
                    .satisfies(certificate -> assertThat(certificate.spans())
                            .containsExactly(new Span(HOST, "c-1", START, START + 3)));
        }
    }

    private static BatchLimits limits(int events) {
        return new BatchLimits(events, DataSize.ofMebibytes(1), 3);
    }

    private static void append(RedisEventSink appender, List<ReceivedEvent> events, CoverageNote note) {
        appender.append(events, HOST, OptionalLong.empty(), Optional.of(note)).join();
    }

    private static ReceivedEvent event(long number) {
        return new ReceivedEvent.Valid(
                ByteSlice.of(Bytes.of("event " + number)), new EventHeader(Table.POSTS, START + number, "create", 77 + number));
    }
}
