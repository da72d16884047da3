package dev.skytrove.buffer.redis.flush;

import static dev.skytrove.buffer.Events.HOST;
import static dev.skytrove.buffer.Events.events;
import static dev.skytrove.buffer.Events.texts;
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
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.redis.RedisServer;
import dev.skytrove.buffer.redis.append.RedisEventSink;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
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
import java.util.stream.Stream;
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
        append(Queue.POSTS, 0, 10);
        flushAll(100);
        assertThat(batches.planOrResume(CLOCK, limits(10), () -> 7)).isEmpty();
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.BATCH_SEQUENCE, "8");
    }

    @Test
    void failureOfTheBucketIsNotSaidToBeRedis() {
        append(Queue.POSTS, 0, 10);
        LongSupplier failing = () -> {
            throw new IllegalStateException("the bucket does not answer");
        };
        assertThatThrownBy(() -> batches.planOrResume(CLOCK, limits(10), failing))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the bucket does not answer");
    }

    @Test
    void planCoversWhatIsThereAndNamesTheCursor() {
        append(Queue.POSTS, 0, 10);
        append(Queue.DELETES, 5, 8);
        BatchPlan plan = plan(100);

        assertThat(plan.batch()).isEqualTo(1);
        assertThat(plan.plannedAt()).isEqualTo(Instant.parse("2026-07-04T14:38:08Z"));
        assertThat(plan.complete()).isTrue();
        assertThat(plan.resumePoint()).contains(new ResumePoint(9, HOST));
        assertThat(plan.ranges().keySet()).containsExactly(Queue.DELETES, Queue.POSTS);
        assertThat(read(plan, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 10));
        assertThat(read(plan, Queue.DELETES)).isEqualTo(texts(Queue.DELETES, 5, 8));
        assertThat(read(plan, Queue.LIKES)).isEmpty();
    }

    @Test
    void keysAndFieldsNameTheTablesOfQueuesAndNoOther() {
        for (Queue queue : Queue.values()) {
            append(queue, 0, 1);
        }
        BatchPlan plan = plan(100);
        List<String> names = new ArrayList<>(redis.keys("*"));
        names.addAll(redis.hkeys(BufferKeys.METADATA));
        batches.commit(plan, CLOCK, NONE);
        names.addAll(redis.hkeys(BufferKeys.METADATA));

        for (String form : List.of("firehose:%s:queue", "count.%s", "size.%s", "plan.%s.first", "plan.%s.last",
                "plan.%s.events", "plan.%s.size", "flushed.%s", "flushed.%s.count", "flushed.%s.events", "flushed.%s.size")) {
            assertThat(Stream.of(Table.values()).filter(table -> names.contains(form.formatted(table.label()))))
                    .as(form)
                    .containsExactlyElementsOf(EventTables.ALL);
        }
        assertThat(names).noneMatch(name -> name.contains(Table.FEATURES.label()));
    }

    @Test
    void i3RecordedPlanIsResumedUnchangedWhateverCameBehindIt() {
        append(Queue.POSTS, 0, 2_500);
        BatchPlan plan = plan(10_000);
        append(Queue.POSTS, 2_500, 3_000);
        append(Queue.LIKES, 0, 10);
        server.kill();
        server.restart();
        redis = server.commands();
        redis.del(BufferKeys.FLUSH_LEASE);
        open();

        BatchPlan resumed = plan(1);
        assertThat(resumed).isEqualTo(plan);
        assertThat(read(resumed, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 2_500));
        assertThat(read(resumed, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 2_500));
        batches.commit(resumed, CLOCK, NONE);
        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 2_500, 3_000));
    }

    @Test
    void i1TrimmingNeverPassesWhatIsNotFlushed() {
        append(Queue.POSTS, 0, 300);
        append(Queue.LIKES, 0, 300);
        BatchPlan plan = plan(100);
        append(Queue.POSTS, 300, 350);
        append(Queue.BLOCKS, 350, 351);
        batches.commit(plan, CLOCK, NONE);

        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 100, 350));
        assertThat(server.queue(Queue.LIKES)).isEqualTo(texts(Queue.LIKES, 100, 300));
        assertThat(server.queue(Queue.BLOCKS)).isEqualTo(texts(Queue.BLOCKS, 350, 351));
        assertThat(redis.hgetall(BufferKeys.METADATA).keySet()).noneMatch(field -> field.startsWith(BufferKeys.PLAN));
    }

    /** A server whose clock was ahead leaves IDs of the future; entries after it then share their millisecond. */
    @Test
    void i1IdsAheadOfTheClockAreFlushedInTheirOrder() {
        XAddArgs ahead = new XAddArgs().id("99999999999999-18446744073709551614");
        server.add(Queue.POSTS, ahead, "ahead");
        append(Queue.POSTS, 0, 30);
        BatchPlan plan = plan(11);
        assertThat(read(plan, Queue.POSTS)).hasSize(11).startsWith("ahead", "posts 0");
        batches.commit(plan, CLOCK, NONE);

        assertThat(server.queue(Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 10, 30));
        assertThat(flushAll(10)).isEqualTo(texts(Queue.POSTS, 10, 30));
    }

    @Test
    void i1CursorOfAPlanNeverPassesWhatIsLeftOut() {
        append(Queue.POSTS, 0, 250);
        BatchPlan first = plan(100);
        assertThat(first.complete()).isFalse();
        assertThat(first.resumePoint()).isEmpty();
        batches.commit(first, CLOCK, NONE);
        batches.commit(plan(100), CLOCK, NONE);
        BatchPlan third = plan(100);
        assertThat(third.complete()).isTrue();
        assertThat(third.resumePoint()).contains(new ResumePoint(249, HOST));
        batches.commit(third, CLOCK, NONE);

        append(Queue.LIKES, 250, 400);
        assertThat(plan(100).resumePoint()).contains(new ResumePoint(249, HOST));
    }

    @Test
    void planTimesAndBatchesGrowThoughTheClockStands() {
        appendSingly(Queue.POSTS, 0, 3);
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
        List<Queue> queues = List.of(Queue.POSTS, Queue.LIKES, Queue.DELETES);
        Map<Queue, List<String>> flushed = new EnumMap<>(Queue.class);
        Map<Queue, Integer> appended = new EnumMap<>(Queue.class);
        for (int round = 0; round < 60; round++) {
            Queue queue = queues.get(random.nextInt(queues.size()));
            int from = appended.merge(queue, 0, Integer::sum);
            append(queue, from, appended.merge(queue, random.nextInt(1_200), Integer::sum));
            if (random.nextInt(3) == 0) {
                batches.planOrResume(CLOCK, limits(1 + random.nextInt(1_500)), () -> 0).ifPresent(plan -> {
                    plan.ranges().keySet().forEach(planned -> flushed.computeIfAbsent(planned, _ -> new ArrayList<>())
                            .addAll(read(plan, planned)));
                    batches.commit(plan, CLOCK, NONE);
                });
            }
        }
        appended.forEach((queue, count) -> {
            List<String> all = new ArrayList<>(flushed.getOrDefault(queue, List.of()));
            all.addAll(server.queue(queue));
            assertThat(all).isEqualTo(texts(queue, 0, count));
        });
    }

    /** Flushing is what makes room, so it must not need any. */
    @Test
    void i5FullRedisCanBeFlushed() {
        append(Queue.POSTS, 0, 1_000);
        lease.close();
        redis.configSet("maxmemory", "1mb");
        open();

        BatchPlan plan = plan(10_000);
        RejectedEntries rejected = new RejectedEntries();
        batches.read(plan, Queue.POSTS, entry -> rejected.add(Queue.POSTS, entry, "no_row"));
        batches.commit(plan, CLOCK, rejected);
        assertThat(server.queue(Queue.POSTS)).isEmpty();
    }

    @Test
    void rejectedEventsArePutAsideWithTheCommit() {
        append(Queue.POSTS, 0, 13);
        BatchPlan plan = plan(20);
        RejectedEntries rejected = new RejectedEntries();
        batches.read(plan, Queue.POSTS, entry -> {
            if (Bytes.text(entry.raw()).equals("posts 11")) {
                rejected.add(Queue.POSTS, entry, "no_row");
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
                        .containsEntry("entry", "posts " + plan.ranges().get(Queue.POSTS).last() + " 1"));
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.COUNT_REJECTED, "1");
        assertThat(server.queue(Queue.POSTS)).isEmpty();
    }

    @Test
    void i5RejectedEventsAreCappedInNumberAndSize() {
        append(Queue.POSTS, 0, 1);
        RejectedEntries many = new RejectedEntries();
        RejectedEntries large = new RejectedEntries();
        for (int i = 0; i < 2_000; i++) {
            many.add(Queue.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[10]), "no_row");
            large.add(Queue.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[100_000]), "no_row");
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
        append(Queue.POSTS, 0, 1);
        RejectedEntries rejected = new RejectedEntries();
        for (int i = 0; i < 5; i++) {
            rejected.add(Queue.POSTS, new BufferEntry(StreamId.ZERO, i, new byte[10]), "no_row");
        }
        batches.commit(plan(10), CLOCK, rejected);

        assertThat(redis.xlen(BufferKeys.MALFORMED)).isEqualTo(3);
    }

    @Test
    void i3CommitWithoutTheLeaseChangesNothing() {
        append(Queue.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        Map<String, String> before = redis.hgetall(BufferKeys.METADATA);
        redis.set(BufferKeys.FLUSH_LEASE, "another");

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> batches.commit(plan, CLOCK, NONE));
        assertThat(redis.hgetall(BufferKeys.METADATA)).isEqualTo(before);
        assertThat(server.queue(Queue.POSTS)).hasSize(3);
    }

    @Test
    void i3PlanWithoutTheLeaseIsNotMade() {
        append(Queue.POSTS, 0, 3);
        redis.del(BufferKeys.FLUSH_LEASE);
        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> plan(10));
    }

    @Test
    void i3PlanIsCommittedOnce() {
        append(Queue.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        batches.commit(plan, CLOCK, NONE);
        append(Queue.POSTS, 3, 6);
        plan(10);
        assertCorrupted("batch 1", () -> batches.commit(plan, CLOCK, NONE));
        assertThat(server.queue(Queue.POSTS)).hasSize(3);
    }

    @Test
    void unknownVersionOfThePlanIsRefused() {
        append(Queue.POSTS, 0, 3);
        plan(10);
        redis.hset(BufferKeys.METADATA, BufferKeys.PLAN_VERSION, "2");
        assertCorrupted("version '2'", () -> plan(10));
    }

    @Test
    void unreadablePlanIsRefused() {
        append(Queue.POSTS, 0, 3);
        plan(10);
        redis.hset(BufferKeys.METADATA, BufferKeys.planLast(Queue.POSTS), "yesterday");
        assertCorrupted("yesterday", () -> plan(10));
        redis.hdel(BufferKeys.METADATA, BufferKeys.planLast(Queue.POSTS));
        assertCorrupted("plan.posts.last", () -> plan(10));
    }

    @Test
    void i1PlannedEntriesThatAreGoneAreNoticed() {
        appendSingly(Queue.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        redis.xdel(BufferKeys.queue(Queue.POSTS), plan.ranges().get(Queue.POSTS).last().toString());
        assertCorrupted("gone", () -> read(plan, Queue.POSTS));
        redis.xdel(BufferKeys.queue(Queue.POSTS), plan.ranges().get(Queue.POSTS).first().toString());
        assertCorrupted("gone", () -> read(plan, Queue.POSTS));
        redis.del(BufferKeys.queue(Queue.POSTS));
        assertCorrupted("gone", () -> read(plan, Queue.POSTS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void i1EntriesRemovedByOthersAreNoticed(boolean afterAFlush) {
        appendSingly(Queue.POSTS, 0, 3);
        if (afterAFlush) {
            flushAll(10);
            appendSingly(Queue.POSTS, 3, 6);
        }
        redis.xtrim(BufferKeys.queue(Queue.POSTS), false, 2);
        assertCorrupted("something else removed entries", () -> plan(10));

        redis.hset(BufferKeys.METADATA, BufferKeys.flushedCount(Queue.POSTS), afterAFlush ? "4" : "1");
        assertThat(flushAll(10)).hasSize(2);
    }

    @Test
    void i1EntryRemovedFromTheMiddleIsNoticedByTheNextPlan() {
        appendSingly(Queue.POSTS, 0, 3);
        BatchPlan plan = plan(10);
        List<StreamId> ids = new ArrayList<>();
        batches.read(plan, Queue.POSTS, entry -> ids.add(entry.id()));
        redis.xdel(BufferKeys.queue(Queue.POSTS), ids.get(1).toString());
        batches.commit(plan, CLOCK, NONE);
        assertCorrupted("3 entries have left firehose:posts:queue but 2 were flushed", () -> plan(10));
    }

    @Test
    void i1QueueRemovedByOthersIsNoticed() {
        append(Queue.POSTS, 0, 3);
        flushAll(10);
        redis.del(BufferKeys.queue(Queue.POSTS));
        assertCorrupted("something else removed entries", () -> plan(10));
    }

    @Test
    void entryThatIsNoEventIsCorruption() {
        redis.xadd(BufferKeys.queue(Queue.POSTS), Map.of("e", "{}"));
        assertCorrupted("other fields than just b", () -> read(plan(10), Queue.POSTS));
    }

    @Test
    void damagedBlockIsNamed() {
        String id = redis.xadd(BufferKeys.queue(Queue.POSTS), Map.of(BufferKeys.FIELD_BLOCK, "{\"kind\":\"commit\"}"));
        assertCorrupted(
                "entry " + id + " of firehose:posts:queue is no block of events", () -> read(plan(10), Queue.POSTS));
    }

    @Test
    void blockThatIsLargerThanABatchIsFlushedByItself() {
        appender.append(events(Queue.POSTS, 0, 25), HOST).join();
        append(Queue.POSTS, 25, 40);
        BatchPlan plan = plan(3);
        assertThat(read(plan, Queue.POSTS)).isEqualTo(texts(Queue.POSTS, 0, 25));
        batches.commit(plan, CLOCK, NONE);
        assertThat(flushAll(3)).isEqualTo(texts(Queue.POSTS, 25, 40));
    }

    /** Whatever was done to the counts or the queue by hand: the next batch that takes all of it sets them right. */
    @Test
    void countsOfEventsMendThemselves() {
        append(Queue.POSTS, 0, 30);
        redis.hset(BufferKeys.METADATA, BufferKeys.appendedCount(Queue.POSTS), "500");
        assertThat(flushAll(20)).isEqualTo(texts(Queue.POSTS, 0, 30));
        assertThat(redis.hgetall(BufferKeys.METADATA)).containsEntry(BufferKeys.flushedEvents(Queue.POSTS), "500");
        append(Queue.POSTS, 30, 50);
        assertThat(plan(20).complete()).isTrue();
    }

    private void open() {
        LeaseAttempt attempt = RedisLease.tryAcquire(server.client(), Duration.ofMinutes(1));
        lease = ((LeaseAttempt.Acquired) attempt).lease();
        batches = RedisBatchSource.open(server.client(), lease, Duration.ofSeconds(10));
    }

    private void append(Queue queue, long from, long to) {
        append(queue, from, to, BLOCK);
    }

    private void appendSingly(Queue queue, long from, long to) {
        append(queue, from, to, 1);
    }

    private void append(Queue queue, long from, long to, int blockSize) {
        for (long block = from; block < to; block += blockSize) {
            appender.append(events(queue, block, Math.min(to, block + blockSize)), HOST).join();
        }
    }

    private static BatchLimits limits(int events) {
        return new BatchLimits(events, DataSize.ofMebibytes(256), 3);
    }

    private BatchPlan plan(int maxEvents) {
        return batches.planOrResume(CLOCK, limits(maxEvents), () -> 0).orElseThrow();
    }

    private List<String> read(BatchPlan plan, Queue queue) {
        List<String> events = new ArrayList<>();
        batches.read(plan, queue, entry -> events.add(Bytes.text(entry.raw())));
        return events;
    }

    private List<String> flushAll(int maxEvents) {
        List<String> events = new ArrayList<>();
        while (true) {
            BatchPlan plan = batches.planOrResume(CLOCK, limits(maxEvents), () -> 7).orElse(null);
            if (plan == null) {
                return events;
            }
            plan.ranges().keySet().forEach(queue -> events.addAll(read(plan, queue)));
            batches.commit(plan, CLOCK, NONE);
        }
    }

    private static void assertCorrupted(String message, ThrowingCallable call) {
        assertThatExceptionOfType(BufferCorruptedException.class).isThrownBy(call).withMessageContaining(message);
    }
}
