package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The flush's side of the buffer: decides what a batch consists of, hands out its events, and forgets them once they
 * are in the bucket (I3).
 *
 * <p>A plan is recorded before anything is done with it, and stays until it is committed; between the two the queues
 * only grow at their ends. Used by one thread at a time. Any {@link BufferException} ends it; the next run begins with
 * what Redis says.
 */
public final class Batches implements AutoCloseable {
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisLease lease;
    private final QueueReader reader;

    private Batches(StatefulRedisConnection<byte[], byte[]> connection, RedisLease lease, Duration timeout) {
        this.connection = connection;
        this.lease = lease;
        this.reader = new QueueReader(connection, timeout);
    }

    /**
     * Connects.
     *
     * @param lease allows to plan and to commit
     * @param timeout how long Redis may take for a step
     * @throws BufferException if Redis is not reachable, not ready or not fit for us
     */
    public static Batches open(RedisClient client, RedisLease lease, Duration timeout) {
        StatefulRedisConnection<byte[], byte[]> connection = Connections.open(client, timeout);
        try {
            ServerInfo.parse(new Asking(connection).ask(RedisAsyncCommands::info)).check();
            return new Batches(connection, lease, timeout);
        } catch (RuntimeException e) {
            connection.close();
            throw RedisErrors.translate(e);
        }
    }

    /**
     * The plan that an earlier run recorded and did not commit.
     *
     * @throws BufferCorruptedException if it is not readable, or that of a newer release
     */
    public Optional<BatchPlan> recorded() {
        return RedisErrors.translating(() -> BatchPlan.recorded(Metadata.read(new Asking(connection))));
    }

    /**
     * The plan that is recorded, or else a new one, recorded.
     *
     * @param maxEvents the greatest number of events of a table in a new plan; a single block may have more
     * @param highestBatch tells the highest batch of the lake; asked only if this Redis never planned one, so that a
     *     Redis that lost everything does not number files anew
     * @return empty if there is nothing to flush
     * @throws LeaseLostException if the lease is not ours any more
     * @throws BufferCorruptedException if entries are missing that no flush has removed, or the plan is not readable
     */
    public Optional<BatchPlan> planOrResume(Clock clock, int maxEvents, LongSupplier highestBatch) {
        return recorded().or(() -> plan(clock, maxEvents, highestBatch));
    }

    private Optional<BatchPlan> plan(Clock clock, int maxEvents, LongSupplier highestBatch) {
        String lastBatch = "";
        while (true) {
            String known = lastBatch;
            switch (RedisErrors.translating(() -> tryPlan(clock, maxEvents, known))) {
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

    private String tryPlan(Clock clock, int maxEvents, String lastBatch) {
        List<byte[]> arguments = new ArrayList<>();
        add(
                arguments,
                lease.token(),
                Long.toString(clock.instant().getEpochSecond()),
                lastBatch,
                Integer.toString(maxEvents));
        Metadata metadata = Metadata.read(new Asking(connection));
        for (Table table : Table.values()) {
            QueueReader.Bound bound = bound(table, maxEvents, metadata);
            add(arguments, table.label(), bound.last(), Long.toString(bound.events()));
        }
        return run(Scripts.PLAN, arguments);
    }

    /**
     * Hands out the planned events of a table, in the order of their arrival, each time the same ones.
     *
     * @throws BufferCorruptedException if entries are gone or hold something else
     */
    public <E extends Exception> void read(BatchPlan plan, Table table, EntryConsumer<E> consumer) throws E {
        if (plan.ranges().containsKey(table)) {
            lease.check();
            reader.read(table, plan.ranges().get(table), consumer);
        }
    }

    /**
     * Ends a plan whose rows are all in the bucket: its events leave their queues, in one step.
     *
     * @param rejected events of the plan of which no row could be made; put aside with the malformed frames
     * @throws LeaseLostException if the lease is not ours any more; nothing was changed
     */
    public void commit(BatchPlan plan, Clock clock, RejectedEntries rejected) {
        List<byte[]> arguments = new ArrayList<>();
        add(
                arguments,
                lease.token(),
                Long.toString(plan.batch()),
                clock.instant().toString(),
                Integer.toString(AppenderConfig.DEFAULT_MALFORMED_FRAMES),
                Long.toString(rejected.count()));
        for (Map.Entry<Table, StreamRange> range : plan.ranges().entrySet()) {
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
            add(arguments, kept.reason(), kept.place(), Integer.toString(kept.length()));
            arguments.add(kept.entry().raw());
        }
        RedisErrors.translating(() -> run(Scripts.COMMIT, arguments));
    }

    /** Ends the connection. The lease stays its owner's. */
    @Override
    public void close() {
        connection.close();
        reader.close();
    }

    private QueueReader.Bound bound(Table table, int maxEvents, Metadata metadata) {
        return QueueSizes.events(metadata, table) <= maxEvents
                ? QueueReader.Bound.NONE
                : reader.bound(table, maxEvents);
    }

    private static void add(List<byte[]> arguments, String... texts) {
        Collections.addAll(arguments, Scripts.bytes(List.of(texts)));
    }

    private String run(String script, List<byte[]> arguments) {
        byte[][] values = arguments.toArray(byte[][]::new);
        byte[] answer = new Asking(connection)
                .ask(redis -> redis.<byte[]>eval(script, ScriptOutputType.VALUE, Scripts.keys(), values));
        return Bytes.text(answer);
    }
}
