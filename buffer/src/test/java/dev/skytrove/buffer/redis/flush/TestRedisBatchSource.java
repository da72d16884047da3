package dev.skytrove.buffer.redis.flush;

import static dev.skytrove.buffer.redis.Events.HOST;
import static dev.skytrove.buffer.redis.Events.events;
import static dev.skytrove.buffer.redis.Events.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferEntry;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.LeaseAttempt;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.Table;
import io.lettuce.core.Range;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRedisBatchSource {
    private static final Instant NOW = Instant.parse("2026-07-04T14:38:08.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final RejectedEntries NONE = new RejectedEntries();
    /** Events of a block. */
    private static final int BLOCK = 10;

    @TempDir
    Path directory;

    private RedisServer server;
    private RedisCommands<String, String> redis;
    private RedisEventSink appender;
    private FlushLease lease;
    private RedisBatchSource batches;

    @BeforeEach
    void start() {
        server = RedisServer.start(directory);
        redis = server.commands();
        appender = RedisEventSink.open(server.client(), AppenderConfig.defaults());
        open();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingIsPlannedWhenThereIsNothing() {
        assertThat(batches.planOrResume(CLOCK, limits(10), () -> 7)).isEmpty();
        append(Table.POSTS, 0, 10);
        flushAll(100);
        assertThat(batches.planOrResume(CLOCK, limits(10), () -> 7)).isEmpty();
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.BATCH_SEQUENCE, "8");
    }

    @Test
    void failureOfTheBucketIsNotSaidToBeRedis() {
        append(Table.POSTS, 0, 10);
        LongSupplier failing = () -> {
            throw new IllegalStateException("the bucket does not answer");
        };
        assertThatThrownBy(() -> batches.planOrResume(CLOCK, limits(10), failing))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the bucket does not answer");
    }

    @Test
    void planCoversWhatIsThereAndNamesTheCursor() {
        append(Table.POSTS, 0, 10);
        append(Table.DELETES, 5, 8);
        BatchPlan plan = plan(100);

        assertThat(plan.batch()).isEqualTo(1);
        assertThat(plan.plannedAt()).isEqualTo(Instant.parse("2026-07-04T14:38:08Z"));
        assertThat(plan.complete()).isTrue();
        assertThat(plan.resumePoint()).contains(new ResumePoint(9, HOST));
        assertThat(plan.ranges().keySet()).containsExactly(Table.DELETES, Table.POSTS);
        assertThat(read(plan, Table.POSTS)).isEqualTo(texts(Table.POSTS, 0, 10));
        assertThat(read(plan, Table.DELETES)).isEqualTo(texts(Table.DELETES, 5, 8));
        assertThat(read(plan, Table.LIKES)).isEmpty();
    }

    @Test
    void i3RecordedPlanIsResumedUnchangedWhateverCameBehindIt() {
        append(Table.POSTS, 0, 2_500);
        BatchPlan plan = plan(10_000);
        append(Table.POSTS, 2_500, 3_000);
        append(Table.LIKES, 0, 10);
        server.kill();
        server.restart();
        redis = server.commands();
        redis.del(BufferKeys.FLUSH_LEASE);
        open();

        BatchPlan resumed = plan(1);
        assertThat(resumed).isEqualTo(plan);
        assertThat(read(resumed, Table.POSTS)).isEqualTo(texts(Table.POSTS, 0, 2_500));
        assertThat(read(resumed, Table.POSTS)).isEqualTo(texts(Table.POSTS, 0, 2_500));
        batches.commit(resumed, CLOCK, NONE);
        assertThat(server.queue(Table.POSTS)).isEqualTo(texts(Table.POSTS, 2_500, 3_000));
    }

    @Test
    void i1TrimmingNeverPassesWhatIsNotFlushed() {
        append(Table.POSTS, 0, 300);
        append(Table.LIKES, 0, 300);
        BatchPlan plan = plan(100);
        append(Table.POSTS, 300, 350);
        append(Table.BLOCKS, 350, 351);
        batches.commit(plan, CLOCK, NONE);

        assertThat(server.queue(Table.POSTS)).isEqualTo(texts(Table.POSTS, 100, 350));
        assertThat(server.queue(Table.LIKES)).isEqualTo(texts(Table.LIKES, 100, 300));
        assertThat(server.queue(Table.BLOCKS)).isEqualTo(texts(Table.BLOCKS, 350, 351));
        assertThat(redis.hgetall(BufferKeys.METADATA).keySet()).noneMatch(field -> field.startsWith(BufferKeys.PLAN));
    }

    /** A server whose clock was ahead leaves IDs of the future; entries after it then share their millisecond. */
    @Test
    void i1IdsAheadOfTheClockAreFlushedInTheirOrder() {
        XAddArgs ahead = new XAddArgs().id("99999999999999-18446744073709551614");
        server.add(Table.POSTS, ahead, "ahead");
        append(Table.POSTS, 0, 30);
        BatchPlan plan = plan(11);
        assertThat(read(plan, Table.POSTS)).hasSize(11).startsWith("ahead", "posts 0");
        batches.commit(plan, CLOCK, NONE);

        assertThat(server.queue(Table.POSTS)).isEqualTo(texts(Table.POSTS, 10, 30));
        assertThat(flushAll(10)).isEqualTo(texts(Table.POSTS, 10, 30));
    }

    @Test
    void i1CursorOfAPlanNeverPassesWhatIsLeftOut() {
        append(Table.POSTS, 0, 250);
        BatchPlan first = plan(100);
        assertThat(first.complete()).isFalse();
        assertThat(first.resumePoint()).isEmpty();
        batches.commit(first, CLOCK, NONE);
        batches.commit(plan(100), CLOCK, NONE);
        BatchPlan third = plan(100);
        assertThat(third.complete()).isTrue();
        assertThat(third.resumePoint()).contains(new ResumePoint(249, HOST));
        batches.commit(third, CLOCK, NONE);

        append(Table.LIKES, 250, 400);
        assertThat(plan(100).resumePoint()).contains(new ResumePoint(249, HOST));
    }

    @Test
    void planTimesAndBatchesGrowThoughTheClockStands() {
        appendSingly(Table.POSTS, 0, 3);
        List<BatchPlan> plans = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            plans.add(plan(1));
            batches.commit(plans.getLast(), CLOCK, NONE);
        }
        assertThat(plans).extracting(BatchPlan::batch).containsExactly(1L, 2L, 3L);
        assertThat(plans).extracting(plan -> plan.plannedAt().getEpochSecond() - NOW.getEpochSecond())
                .containsExactly(0L, 1L, 2L);
    }

    /** Whatever is appended between the steps, and however small the batches: each event once, in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void i2EveryEventIsInExactlyOneBatch(long seed) {
        Random random = new Random(seed);
        List<Table> tables = List.of(Table.POSTS, Table.LIKES, Table.DELETES);
        Map<Table, List<String>> flushed = new EnumMap<>(Table.class);
        Map<Table, Integer> appended = new EnumMap<>(Table.class);
        for (int round = 0; round < 60; round++) {
            Table table = tables.get(random.nextInt(tables.size()));
            int from = appended.merge(table, 0, Integer::sum);
            append(table, from, appended.merge(table, random.nextInt(1_200), Integer::sum));
            if (random.nextInt(3) == 0) {
                batches.planOrResume(CLOCK, limits(1 + random.nextInt(1_500)), () -> 0).ifPresent(plan -> {
                    plan.ranges().keySet().forEach(planned -> flushed.computeIfAbsent(planned, _ -> new ArrayList<>())
                            .addAll(read(plan, planned)));
                    batches.commit(plan, CLOCK, NONE);
                });
            }
        }
        appended.forEach((table, count) -> {
            List<String> all = new ArrayList<>(flushed.getOrDefault(table, List.of()));
            all.addAll(server.queue(table));
            assertThat(all).isEqualTo(texts(table, 0, count));
        });
    }

    /** Flushing is what makes room, so it must not need any. */
    @Test
    void i5FullRedisCanBeFlushed() {
        append(Table.POSTS, 0, 1_000);
        lease.close();
        redis.configSet("maxmemory", "1mb");
        open();

        BatchPlan plan = plan(10_000);
        RejectedEntries rejected = new RejectedEntries();
        batches.read(plan, Table.POSTS, entry -> rejected.add(Table.POSTS, entry, "no_row"));
        batches.commit(plan, CLOCK, rejected);
        assertThat(server.queue(Table.POSTS)).isEmpty();
    }

    @Test
    void rejectedEventsArePutAsideWithTheCommit() {
        append(Table.POSTS, 0, 13);
        BatchPlan plan = plan(20);
        RejectedEntries rejected = new RejectedEntries();
        batches.read(plan, Table.POSTS, entry -> {
            if (Bytes.text(entry.raw()).equals("posts 11")) {
                rejected.add(Table.POSTS, entry, "no_row");
            }
        });
        batches.commit(plan, CLOCK, rejected);

        assertThat(redis.xrange(BufferKeys.MALFORMED, Range.unbounded()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getBody())
                        .containsEntry("reason", "no_row")
                        .containsEntry("at", NOW.toString())
                        .containsEntry("length", "8")
                        .containsEntry("raw", "posts 11")
                        .containsEntry("entry", "posts " + plan.ranges().get(Table.POSTS).last() + " 1"));
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.COUNT_REJECTED, "1");
        assertThat(server.queue(Table.POSTS)).isEmpty();
    }

    @Test
    void i5RejectedEventsAreCappedInNumberAndSize() {
        append(Table.POSTS, 0, 1);
        RejectedEntries many = new RejectedEntries();
        RejectedEntries large = new RejectedEntries();
        for (int i = 0; i < 2_000; i++) {
            many.add(Table.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[10]), "no_row");
            large.add(Table.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[100_000]), "no_row");
        }
        assertThat(many.kept()).hasSize(RejectedEntries.MOST);
        assertThat(large.kept())
                .hasSizeBetween(900, RejectedEntries.MOST)
                .allSatisfy(kept -> assertThat(kept.bytes().head()).hasSize(16 << 10))
                .allSatisfy(kept -> assertThat(kept.bytes().length()).isEqualTo(100_000));
        assertThat(large.kept().stream().mapToLong(kept -> kept.bytes().size()).sum())
                .isLessThanOrEqualTo(RejectedEntries.MOST_BYTES);
        batches.commit(plan(10), CLOCK, large);
        assertThat(redis.xlen(BufferKeys.MALFORMED)).isEqualTo(large.kept().size());
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.COUNT_REJECTED, "2000");
    }

    @Test
    void i5FlushKeepsAsManyMalformedFramesAsTheIngestorMay() {
        appender.close();
        appender = RedisEventSink.open(
                server.client(),
                new AppenderConfig(
                        1_000, 8, Duration.ofSeconds(10), 3, DataSize.parse("1KiB"), DataSize.ofMebibytes(1)));
        append(Table.POSTS, 0, 1);
        RejectedEntries rejected = new RejectedEntries();
        for (int i = 0; i < 5; i++) {
            rejected.add(Table.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[10]), "no_row");
        }
        batches.commit(plan(10), CLOCK, rejected);

        assertThat(redis.xlen(BufferKeys.MALFORMED)).isEqualTo(3);
    }

    @Test
    void i3CommitWithoutTheLeaseChangesNothing() {
        append(Table.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        Map<String, String> before = redis.hgetall(BufferKeys.METADATA);
        redis.set(BufferKeys.FLUSH_LEASE, "another");

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> batches.commit(plan, CLOCK, NONE));
        assertThat(redis.hgetall(BufferKeys.METADATA)).isEqualTo(before);
        assertThat(server.queue(Table.POSTS)).hasSize(3);
    }

    @Test
    void i3PlanWithoutTheLeaseIsNotMade() {
        append(Table.POSTS, 0, 3);
        redis.del(BufferKeys.FLUSH_LEASE);
        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> plan(10));
    }

    @Test
    void i3PlanIsCommittedOnce() {
        append(Table.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        batches.commit(plan, CLOCK, NONE);
        append(Table.POSTS, 3, 6);
        plan(10);
        assertCorrupted("batch 1", () -> batches.commit(plan, CLOCK, NONE));
        assertThat(server.queue(Table.POSTS)).hasSize(3);
    }

    @Test
    void unknownVersionOfThePlanIsRefused() {
        append(Table.POSTS, 0, 3);
        plan(10);
        redis.hset(BufferKeys.METADATA, BufferKeys.PLAN_VERSION, "2");
        assertCorrupted("version '2'", () -> plan(10));
    }

    @Test
    void unreadablePlanIsRefused() {
        append(Table.POSTS, 0, 3);
        plan(10);
        redis.hset(BufferKeys.METADATA, BufferKeys.planLast(Table.POSTS), "yesterday");
        assertCorrupted("yesterday", () -> plan(10));
        redis.hdel(BufferKeys.METADATA, BufferKeys.planLast(Table.POSTS));
        assertCorrupted("plan.posts.last", () -> plan(10));
    }

    @Test
    void i1PlannedEntriesThatAreGoneAreNoticed() {
        appendSingly(Table.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        redis.xdel(BufferKeys.queue(Table.POSTS), plan.ranges().get(Table.POSTS).last().toString());
        assertCorrupted("gone", () -> read(plan, Table.POSTS));
        redis.xdel(BufferKeys.queue(Table.POSTS), plan.ranges().get(Table.POSTS).first().toString());
        assertCorrupted("gone", () -> read(plan, Table.POSTS));
        redis.del(BufferKeys.queue(Table.POSTS));
        assertCorrupted("gone", () -> read(plan, Table.POSTS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void i1EntriesRemovedByOthersAreNoticed(boolean afterAFlush) {
        appendSingly(Table.POSTS, 0, 3);
        if (afterAFlush) {
            flushAll(10);
            appendSingly(Table.POSTS, 3, 6);
        }
        redis.xtrim(BufferKeys.queue(Table.POSTS), false, 2);
        assertCorrupted("something else removed entries", () -> plan(10));

        redis.hset(BufferKeys.METADATA, BufferKeys.flushedCount(Table.POSTS), afterAFlush ? "4" : "1");
        assertThat(flushAll(10)).hasSize(2);
    }

    @Test
    void i1EntryRemovedFromTheMiddleIsNoticedByTheNextPlan() {
        appendSingly(Table.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        List<StreamId> ids = new ArrayList<>();
        batches.read(plan, Table.POSTS, entry -> ids.add(entry.id()));
        redis.xdel(BufferKeys.queue(Table.POSTS), ids.get(1).toString());
        batches.commit(plan, CLOCK, NONE);
        assertCorrupted("3 entries have left firehose:posts:queue but 2 were flushed", () -> plan(10));
    }

    @Test
    void i1QueueRemovedByOthersIsNoticed() {
        append(Table.POSTS, 0, 3);
        flushAll(10);
        redis.del(BufferKeys.queue(Table.POSTS));
        assertCorrupted("something else removed entries", () -> plan(10));
    }

    @Test
    void entryThatIsNoEventIsCorruption() {
        redis.xadd(BufferKeys.queue(Table.POSTS), Map.of("e", "{}"));
        assertCorrupted("other fields than just b", () -> read(plan(10), Table.POSTS));
    }

    @Test
    void damagedBlockIsNamed() {
        String id = redis.xadd(BufferKeys.queue(Table.POSTS), Map.of(BufferKeys.FIELD_BLOCK, "{\"kind\":\"commit\"}"));
        assertCorrupted(
                "entry " + id + " of firehose:posts:queue is no block of events", () -> read(plan(10), Table.POSTS));
    }

    @Test
    void blockThatIsLargerThanABatchIsFlushedByItself() {
        appender.append(events(Table.POSTS, 0, 25), HOST).join();
        append(Table.POSTS, 25, 40);
        BatchPlan plan = plan(3);
        assertThat(read(plan, Table.POSTS)).isEqualTo(texts(Table.POSTS, 0, 25));
        batches.commit(plan, CLOCK, NONE);
        assertThat(flushAll(3)).isEqualTo(texts(Table.POSTS, 25, 40));
    }

    /** Whatever was done to the counts or the queue by hand: the next batch that takes all of it sets them right. */
    @Test
    void countsOfEventsMendThemselves() {
        append(Table.POSTS, 0, 30);
        redis.hset(BufferKeys.METADATA, BufferKeys.appendedCount(Table.POSTS), "500");
        assertThat(flushAll(20)).isEqualTo(texts(Table.POSTS, 0, 30));
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.flushedEvents(Table.POSTS), "500");
        append(Table.POSTS, 30, 50);
        assertThat(plan(20).complete()).isTrue();
    }

    private void open() {
        LeaseAttempt attempt = RedisLease.tryAcquire(server.client(), Duration.ofMinutes(1));
        lease = ((LeaseAttempt.Acquired) attempt).lease();
        batches = RedisBatchSource.open(server.client(), lease, Duration.ofSeconds(10));
    }

    private void append(Table table, long from, long to) {
        append(table, from, to, BLOCK);
    }

    private void appendSingly(Table table, long from, long to) {
        append(table, from, to, 1);
    }

    private void append(Table table, long from, long to, int blockSize) {
        for (long block = from; block < to; block += blockSize) {
            appender.append(events(table, block, Math.min(to, block + blockSize)), HOST).join();
        }
    }

    private static BatchLimits limits(int events) {
        return new BatchLimits(events, DataSize.ofMebibytes(256), 3);
    }

    private BatchPlan plan(int maxEvents) {
        return batches.planOrResume(CLOCK, limits(maxEvents), () -> 0).orElseThrow();
    }

    private List<String> read(BatchPlan plan, Table table) {
        List<String> events = new ArrayList<>();
        batches.read(plan, table, entry -> events.add(Bytes.text(entry.raw())));
        return events;
    }

    private List<String> flushAll(int maxEvents) {
        List<String> events = new ArrayList<>();
        while (true) {
            BatchPlan plan = batches.planOrResume(CLOCK, limits(maxEvents), () -> 7).orElse(null);
            if (plan == null) {
                return events;
            }
            plan.ranges().keySet().forEach(table -> events.addAll(read(plan, table)));
            batches.commit(plan, CLOCK, NONE);
        }
    }

    private static void assertCorrupted(String message, ThrowingCallable call) {
        assertThatExceptionOfType(BufferCorruptedException.class).isThrownBy(call).withMessageContaining(message);
    }
}
