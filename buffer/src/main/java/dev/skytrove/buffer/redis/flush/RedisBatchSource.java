package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.BatchPlan;
import dev.skytrove.buffer.BatchSource;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.EntryConsumer;
import dev.skytrove.buffer.FlushLease;
import dev.skytrove.buffer.PlannedBlock;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.RejectedEntries;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.StreamRange;
import dev.skytrove.buffer.batch.CoverageEntry;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.Metadata;
import dev.skytrove.buffer.redis.client.QueueSizes;
import dev.skytrove.buffer.redis.client.RedisConnections;
import dev.skytrove.buffer.redis.client.RedisErrors;
import dev.skytrove.buffer.redis.client.ServerInfo;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateBuilder;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What waits in Redis Streams, in plans that scripts record, split and commit in one step. */
public final class RedisBatchSource implements BatchSource {
    private static final int COVERAGE_PAGE = 200;

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final FlushLease lease;
    private final QueueReader reader;
    private final Duration timeout;

    private RedisBatchSource(StatefulRedisConnection<byte[], byte[]> connection, FlushLease lease, Duration timeout) {
        this.connection = connection;
        this.lease = lease;
        this.timeout = timeout;
        this.reader = new QueueReader(connection, timeout);
    }

    /**
     * Connects.
     *
     * @param lease allows to plan and to commit
     * @param timeout how long Redis may take for a step
     * @throws BufferException if Redis is not reachable, not ready or not fit for us
     */
    public static RedisBatchSource open(RedisClient client, FlushLease lease, Duration timeout) {
        StatefulRedisConnection<byte[], byte[]> connection = RedisConnections.open(client, timeout);
        try {
            ServerInfo.parse(new BlockingCommands(connection).ask(RedisAsyncCommands::info)).check();
            return new RedisBatchSource(connection, lease, timeout);
        } catch (RuntimeException e) {
            connection.close();
            throw RedisErrors.translate(e);
        }
    }

    @Override
    public Optional<BatchPlan> recorded() {
        return RedisErrors.translating(() -> RecordedPlan.read(Metadata.read(new BlockingCommands(connection))));
    }

    @Override
    public Optional<BatchPlan> planOrResume(Clock clock, BatchLimits limits, LongSupplier highestBatch) {
        return recorded().or(() -> plan(clock, limits, highestBatch));
    }

    private Optional<BatchPlan> plan(Clock clock, BatchLimits limits, LongSupplier highestBatch) {
        String lastBatch = "";
        while (true) {
            String known = lastBatch;
            switch (RedisErrors.translating(() -> tryPlan(clock, limits, known))) {
                case Scripts.EMPTY -> {
                    return Optional.empty();
                }
                // Not translated: it is the bucket that is asked.
                case Scripts.NEEDS_BATCH -> lastBatch = Long.toString(highestBatch.getAsLong());
                case Scripts.NEEDS_BOUND -> {
                    // A queue grew meanwhile: its bound is found in the next round.
                }
                default -> {
                    return recorded();
                }
            }
        }
    }

    private String tryPlan(Clock clock, BatchLimits limits, String lastBatch) {
        List<byte[]> arguments = new ArrayList<>();
        Metadata metadata = Metadata.read(new BlockingCommands(connection));
        // Somebody may have removed what was suspected: then nothing waits for it.
        Optional<Suspect> suspect = Suspect.of(metadata).filter(part -> reader.hasUpTo(part.queue(), part.next()));
        add(
                arguments,
                lease.token(),
                Long.toString(clock.instant().getEpochSecond()),
                lastBatch,
                Integer.toString(limits.events()),
                Long.toString(limits.size().bytes()),
                Integer.toString(suspect.map(part -> part.attempts(limits)).orElse(0)));
        for (Queue queue : Queue.values()) {
            QueueReader.Bound bound = bound(queue, limits, metadata, suspect);
            add(
                    arguments,
                    queue.label(),
                    bound.last(),
                    Long.toString(bound.events()),
                    Long.toString(bound.size()));
        }
        return run(Scripts.PLAN, arguments);
    }

    @Override
    public int begin(BatchPlan plan) {
        return Integer.parseInt(note(plan, BufferKeys.PLAN_ATTEMPTS, "1", ""));
    }

    @Override
    public void forgive(BatchPlan plan) {
        note(plan, BufferKeys.PLAN_ATTEMPTS, "-1", "");
    }

    @Override
    public void awaitOnDisk() {
        RedisErrors.translating(() -> {
            new PlanOnDisk(new BlockingCommands(connection), timeout).await();
            return null;
        });
    }

    @Override
    public void reached(BatchPlan plan, Queue queue) {
        note(plan, BufferKeys.PLAN_TABLE, "", queue.label());
    }

    @Override
    public PlannedBlock block(BatchPlan plan, Queue queue) {
        lease.check();
        return RedisErrors.translating(() -> reader.block(queue, plan.ranges().get(queue).first()));
    }

    @Override
    public Optional<Queue> single(BatchPlan plan) {
        Queue failed = failedIn(plan);
        boolean single = plan.ranges().size() == 1
                && plan.ranges().get(failed).first().equals(plan.ranges().get(failed).last());
        return single ? Optional.of(failed) : Optional.empty();
    }

    @Override
    public boolean isolate(BatchPlan plan) {
        boolean before = metadata().text(BufferKeys.PLAN_ISOLATED).isPresent();
        note(plan, BufferKeys.PLAN_ISOLATED, "", "1");
        return before;
    }

    @Override
    public void split(BatchPlan plan) {
        Queue failed = failedIn(plan);
        StreamRange range = plan.ranges().get(failed);
        List<StreamId> ids = RedisErrors.translating(() -> reader.ids(failed, range));
        List<byte[]> arguments = new ArrayList<>();
        add(
                arguments,
                lease.token(),
                Long.toString(plan.batch()),
                failed.label(),
                range.last().toString(),
                ids.get((ids.size() - 1) / 2).toString(),
                ids.size() == 1 ? "1" : "0");
        RedisErrors.translating(() -> run(Scripts.SPLIT, arguments));
    }

    @Override
    public List<Long> givenUp(Instant since) {
        List<Long> batches = new ArrayList<>();
        metadata().numbers(BufferKeys.GIVEN_UP).forEach((batch, plannedAt) -> {
            if (plannedAt >= since.getEpochSecond()) {
                batches.add(Long.parseLong(batch));
            } else {
                forget(BufferKeys.GIVEN_UP + batch);
            }
        });
        return batches;
    }

    private void forget(String field) {
        RedisErrors.translating(() -> new BlockingCommands(connection)
                .ask(redis -> redis.hdel(Bytes.of(BufferKeys.METADATA), Bytes.of(field))));
    }

    private Queue failedIn(BatchPlan plan) {
        return metadata().text(BufferKeys.PLAN_TABLE)
                .map(Queue::ofLabel)
                .filter(plan.ranges()::containsKey)
                .orElseGet(() -> plan.ranges().keySet().iterator().next());
    }

    private Metadata metadata() {
        return RedisErrors.translating(() -> Metadata.read(new BlockingCommands(connection)));
    }

    private String note(BatchPlan plan, String field, String amount, String value) {
        List<byte[]> arguments = new ArrayList<>();
        add(arguments, lease.token(), Long.toString(plan.batch()), field, amount, value);
        return RedisErrors.translating(() -> run(Scripts.NOTE, arguments));
    }

    @Override
    public <E extends Exception> void read(BatchPlan plan, Queue queue, EntryConsumer<E> consumer) throws E {
        if (plan.ranges().containsKey(queue)) {
            lease.check();
            reader.read(queue, plan.ranges().get(queue), consumer);
        }
    }

    @Override
    public List<Certificate> coverage() {
        lease.check();
        return RedisErrors.translating(() -> Metadata.read(new BlockingCommands(connection))
                .text(BufferKeys.PLAN_COVERAGE_LAST)
                .map(this::coverage)
                .orElse(List.of()));
    }

    private List<Certificate> coverage(String last) {
        CertificateBuilder certificates = new CertificateBuilder();
        Range<String> rest = Range.create("-", last);
        List<StreamMessage<byte[], byte[]>> page;
        do {
            Range<String> range = rest;
            page = new BlockingCommands(connection).ask(redis ->
                    redis.xrange(Bytes.of(BufferKeys.COVERAGE), range, Limit.from(COVERAGE_PAGE)));
            for (StreamMessage<byte[], byte[]> entry : page) {
                CoverageEntry.read(
                        "entry " + entry.getId() + " of " + BufferKeys.COVERAGE, Bytes.text(entry.getBody()), certificates);
                rest = Range.from(Range.Boundary.excluding(entry.getId()), Range.Boundary.including(last));
            }
        } while (page.size() == COVERAGE_PAGE);
        return certificates.certificates();
    }

    @Override
    public void commit(BatchPlan plan, Clock clock, RejectedEntries rejected) {
        // A Redis that was emptied meanwhile does not know the ingestor's limits.
        Metadata metadata = metadata();
        List<byte[]> arguments = new ArrayList<>();
        add(
                arguments,
                lease.token(),
                Long.toString(plan.batch()),
                clock.instant().toString(),
                metadata.text(BufferKeys.MALFORMED_MOST).orElse(Integer.toString(AppenderConfig.DEFAULT_MALFORMED_FRAMES)),
                metadata.text(BufferKeys.MALFORMED_SPACE)
                        .orElse(Long.toString(AppenderConfig.DEFAULT_MALFORMED_SPACE.bytes())),
                Long.toString(rejected.count()),
                Long.toString(rejected.putAside()));
        for (Map.Entry<Queue, StreamRange> range : plan.ranges().entrySet()) {
            StreamId last = range.getValue().last();
            add(
                    arguments,
                    Integer.toString(Scripts.index(range.getKey())),
                    range.getKey().label(),
                    last.toString(),
                    last.next().toString());
        }
        add(arguments, "");
        for (RejectedEntries.Kept kept : rejected.kept()) {
            add(arguments, kept.reason(), kept.place(), Integer.toString(kept.bytes().length()));
            arguments.add(kept.bytes().head());
            arguments.add(kept.bytes().whole());
        }
        RedisErrors.translating(() -> run(Scripts.COMMIT, arguments));
    }

    @Override
    public void close() {
        connection.close();
        reader.close();
    }

    private QueueReader.Bound bound(
            Queue queue, BatchLimits limits, Metadata metadata, Optional<Suspect> suspect) {
        if (suspect.filter(part -> part.leavesOut(queue)).isPresent()) {
            return QueueReader.Bound.LEFT_OUT;
        }
        if (suspect.filter(part -> part.queue() == queue).isPresent()) {
            return reader.bound(queue, limits, suspect.get().next());
        }
        boolean within = QueueSizes.events(metadata, queue) <= limits.events()
                && QueueSizes.size(metadata, queue) <= limits.size().bytes();
        return within ? QueueReader.Bound.NONE : reader.bound(queue, limits, StreamId.MAX);
    }

    private static void add(List<byte[]> arguments, String... texts) {
        Collections.addAll(arguments, Bytes.of(List.of(texts)));
    }

    private String run(String script, List<byte[]> arguments) {
        byte[][] values = arguments.toArray(byte[][]::new);
        byte[] answer = new BlockingCommands(connection)
                .ask(redis -> redis.<byte[]>eval(script, ScriptOutputType.VALUE, Scripts.keys(), values));
        return Bytes.text(answer);
    }
}
