package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
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
    private static final int COVERAGE_PAGE = 200;

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisLease lease;
    private final QueueReader reader;
    private final Duration timeout;

    private Batches(StatefulRedisConnection<byte[], byte[]> connection, RedisLease lease, Duration timeout) {
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
     * @param limits how much of a table a new plan has
     * @param highestBatch tells the highest batch of the lake; asked only if this Redis never planned one, so that a
     *     Redis that lost everything does not number files anew
     * @return empty if there is nothing to flush
     * @throws LeaseLostException if the lease is not ours any more
     * @throws BufferCorruptedException if entries are missing that no flush has removed, or the plan is not readable
     */
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
        Metadata metadata = Metadata.read(new Asking(connection));
        Optional<Suspect> suspect = Suspect.of(metadata);
        add(
                arguments,
                lease.token(),
                Long.toString(clock.instant().getEpochSecond()),
                lastBatch,
                Integer.toString(limits.events()),
                Long.toString(limits.size().bytes()),
                Integer.toString(suspect.map(part -> part.attempts(limits)).orElse(0)));
        for (Table table : Table.ofEvents()) {
            QueueReader.Bound bound = bound(table, limits, metadata, suspect);
            add(
                    arguments,
                    table.label(),
                    bound.last(),
                    Long.toString(bound.events()),
                    Long.toString(bound.size()));
        }
        return run(Scripts.PLAN, arguments);
    }

    /**
     * Notes that a plan is begun to be carried out.
     *
     * @return how often it was, this time included
     * @throws LeaseLostException if the lease is not ours any more
     */
    public int begin(BatchPlan plan) {
        return Integer.parseInt(note(plan, BufferKeys.PLAN_ATTEMPTS, "1", ""));
    }

    /** Takes a {@link #begin} back: whatever ended it, or did not, is no fault of the plan. */
    public void forgive(BatchPlan plan) {
        note(plan, BufferKeys.PLAN_ATTEMPTS, "-1", "");
    }

    /**
     * Waits until Redis has the plan on disk: before that, nothing of it may be in the bucket, for a machine that dies
     * would bring Redis back without the plan, and other rows would get its number.
     *
     * @throws BufferUnavailableException if Redis takes too long; the plan stays recorded
     */
    public void awaitOnDisk() {
        RedisErrors.translating(() -> {
            new PlanOnDisk(new Asking(connection), timeout).await();
            return null;
        });
    }

    /** Notes which table's files are being made. */
    public void reached(BatchPlan plan, Table table) {
        note(plan, BufferKeys.PLAN_TABLE, "", table.label());
    }

    /**
     * The block of a plan that consists of one entry, packed as it is, however damaging its content is.
     *
     * @throws BufferCorruptedException if it is no block
     */
    public PlannedBlock block(BatchPlan plan, Table table) {
        lease.check();
        return RedisErrors.translating(() -> reader.block(table, plan.ranges().get(table).first()));
    }

    /** The one entry that a plan consists of, if it does. */
    public Optional<Table> single(BatchPlan plan) {
        Table failed = failedIn(plan);
        boolean single = plan.ranges().size() == 1
                && plan.ranges().get(failed).first().equals(plan.ranges().get(failed).last());
        return single ? Optional.of(failed) : Optional.empty();
    }

    /**
     * Notes that the events of a plan are tried one by one.
     *
     * @return whether they were before
     */
    public boolean isolate(BatchPlan plan) {
        boolean before = metadata().text(BufferKeys.PLAN_ISOLATED).isPresent();
        note(plan, BufferKeys.PLAN_ISOLATED, "", "1");
        return before;
    }

    /**
     * Gives up a plan that failed too often. The next plans have the tables before the one in which it failed, and half
     * of that one's entries; a single entry is planned alone. Of what the plan brought into the lake, nothing may be
     * there any more.
     *
     * @throws LeaseLostException if the lease is not ours any more; nothing was changed
     */
    public void split(BatchPlan plan) {
        Table failed = failedIn(plan);
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

    private Table failedIn(BatchPlan plan) {
        return metadata().text(BufferKeys.PLAN_TABLE)
                .map(Table::ofLabel)
                .filter(plan.ranges()::containsKey)
                .orElseGet(() -> plan.ranges().keySet().iterator().next());
    }

    private Metadata metadata() {
        return RedisErrors.translating(() -> Metadata.read(new Asking(connection)));
    }

    private String note(BatchPlan plan, String field, String amount, String value) {
        List<byte[]> arguments = new ArrayList<>();
        add(arguments, lease.token(), Long.toString(plan.batch()), field, amount, value);
        return RedisErrors.translating(() -> run(Scripts.NOTE, arguments));
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
     * What was read of each hour up to a plan, by what was not yet flushed; each time the same. Nothing if the plan left
     * events out: what was read with these cannot be told from the rest.
     *
     * @throws BufferCorruptedException if an entry is not of its form
     */
    public List<Certificate> coverage() {
        lease.check();
        return RedisErrors.translating(() -> Metadata.read(new Asking(connection))
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
            page = new Asking(connection).ask(redis ->
                    redis.xrange(Bytes.of(BufferKeys.COVERAGE), range, Limit.from(COVERAGE_PAGE)));
            for (StreamMessage<byte[], byte[]> entry : page) {
                CoverageEntry.read(entry.getId(), entry.getBody(), certificates);
                rest = Range.from(Range.Boundary.excluding(entry.getId()), Range.Boundary.including(last));
            }
        } while (page.size() == COVERAGE_PAGE);
        return certificates.certificates();
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
                Long.toString(AppenderConfig.DEFAULT_MALFORMED_SPACE.bytes()),
                Long.toString(rejected.count()),
                Long.toString(rejected.putAside()));
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
            add(arguments, kept.reason(), kept.place(), Integer.toString(kept.bytes().length()));
            arguments.add(kept.bytes().head());
            arguments.add(kept.bytes().whole());
        }
        RedisErrors.translating(() -> run(Scripts.COMMIT, arguments));
    }

    /** Ends the connection. The lease stays its owner's. */
    @Override
    public void close() {
        connection.close();
        reader.close();
    }

    private QueueReader.Bound bound(
            Table table, BatchLimits limits, Metadata metadata, Optional<Suspect> suspect) {
        if (suspect.filter(part -> part.leavesOut(table)).isPresent()) {
            return QueueReader.Bound.LEFT_OUT;
        }
        if (suspect.filter(part -> part.table() == table).isPresent()) {
            return reader.bound(table, limits, suspect.get().next());
        }
        boolean within = QueueSizes.events(metadata, table) <= limits.events()
                && QueueSizes.size(metadata, table) <= limits.size().bytes();
        return within ? QueueReader.Bound.NONE : reader.bound(table, limits, StreamId.MAX);
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
