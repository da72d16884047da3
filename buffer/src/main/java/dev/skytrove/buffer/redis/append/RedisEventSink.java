package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.AppenderClaim;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferHeldException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.BufferUnavailableException;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.buffer.EventSink;
import dev.skytrove.buffer.MemoryUsage;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.block.BlockHeader;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.buffer.batch.CoverageEntry;
import dev.skytrove.buffer.batch.Cursors;
import dev.skytrove.buffer.batch.SortedBatch;
import dev.skytrove.buffer.recent.MalformedKeys;
import dev.skytrove.buffer.recent.RecentKeys;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.Metadata;
import dev.skytrove.buffer.redis.client.QueueSizes;
import dev.skytrove.buffer.redis.client.RedisConnections;
import dev.skytrove.buffer.redis.client.RedisErrors;
import dev.skytrove.buffer.redis.client.ServerInfo;
import dev.skytrove.lake.event.FingerprintKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stores events in Redis Streams. A batch is one {@code MULTI … EXEC}, which carries the events, the keys that recognise
 * their duplicates, and the cursor. Opening one disconnects any other client that appends.
 */
public final class RedisEventSink implements EventSink {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final AppenderConfig config;
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final BlockWriter blocks;
    private final Semaphore places;
    private final Packing packing = new Packing();
    private final RecentLog log;
    private final RecentKeys recent;
    private final MalformedKeys malformedKeys;
    private final Optional<ResumePoint> resumePoint;
    private final Map<String, Long> sourceCursors;
    private final Map<String, Long> sourceSequences;
    private final ClockLimit limit;
    private final FingerprintKey fingerprintKey;
    private final boolean emptied;
    private final boolean healed;
    private final Totals totals;
    private final Cursors cursors;

    private final AppenderLease lease;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private Optional<BufferException> failure = Optional.empty();
    private volatile ServerInfo server;

    private RedisEventSink(
            AppenderConfig config,
            StatefulRedisConnection<byte[], byte[]> connection,
            ClockLimit limit,
            AppenderClaim claim,
            boolean always) {
        BlockingCommands redis = new BlockingCommands(connection);
        this.server = ServerInfo.parse(redis.ask(RedisAsyncCommands::info));
        server.refuseUnfit();
        Fence.name(redis);
        this.lease = AppenderLease.take(redis, claim, always);
        server.check();
        Fence.takeOver(redis);
        Foundation foundation = Foundation.of(redis, config);
        this.fingerprintKey = foundation.key();
        this.emptied = foundation.isEmptied();
        this.limit = limit;
        this.config = config;
        this.connection = connection;
        this.places = new Semaphore(config.batchesInFlight());
        this.log = new RecentLog(config.window());
        this.recent = log.load(redis, () -> lease.renewIfDue(redis));
        this.malformedKeys = new MalformedKeys(recent);
        this.healed = CursorHealing.heal(redis, limit, log.newest());
        Metadata metadata = withoutOldSources(redis);
        this.totals = new Totals(metadata);
        this.resumePoint = SavedCursors.resumePoint(metadata);
        this.sourceCursors = metadata.numbers(BufferKeys.SOURCE_CURSOR);
        this.sourceSequences = metadata.numbers(BufferKeys.SOURCE_SEQUENCE);
        this.cursors = SavedCursors.read(metadata);
        this.blocks = new BlockWriter();
        connection.setAutoFlushCommands(false);
    }

    // Bounds the hash, whatever hosts were ever configured.
    private static Metadata withoutOldSources(BlockingCommands redis) {
        Metadata metadata = Metadata.read(redis);
        Set<String> old = SavedCursors.forgettable(metadata);
        for (String source : old) {
            var _ = redis.ask(commands -> commands.hdel(
                    Bytes.of(BufferKeys.METADATA),
                    Bytes.of(BufferKeys.sourceCursor(source)),
                    Bytes.of(BufferKeys.sourceSequence(source)),
                    Bytes.of(BufferKeys.sourceLead(source))));
        }
        return old.isEmpty() ? metadata : Metadata.read(redis);
    }

    /**
     * {@link #open(RedisClient, AppenderConfig, ClockLimit, AppenderClaim)} that waits for nobody: whoever appends is
     * disconnected.
     */
    public static RedisEventSink open(RedisClient client, AppenderConfig config, ClockLimit limit) {
        return open(client, config, limit, new AppenderClaim("a program", Duration.ofSeconds(5)), true);
    }

    /** {@link #open(RedisClient, AppenderConfig, ClockLimit)} with the machine's clock. */
    public static RedisEventSink open(RedisClient client, AppenderConfig config) {
        return open(client, config, ClockLimit.system());
    }

    /**
     * Connects and reads from Redis which events are there.
     *
     * <p>The client's options are changed: connections that it opens from now on do not reconnect by themselves.
     *
     * @param limit how far the cursors may run; those in Redis that are ahead of it are set back
     * @param claim who it is for; {@link #memory} must be asked for several times within its lease
     * @throws BufferHeldException if another client appends; one that is gone, or stood still for longer than its lease,
     *     is disconnected
     * @throws BufferMisconfiguredException if the server evicts keys, is a replica, is too old or refuses us
     * @throws BufferUnavailableException if the server is not reachable or still loads its data
     * @throws BufferCorruptedException if skytrove's keys hold something else
     */
    public static RedisEventSink open(
            RedisClient client, AppenderConfig config, ClockLimit limit, AppenderClaim claim) {
        return open(client, config, limit, claim, false);
    }

    private static RedisEventSink open(
            RedisClient client, AppenderConfig config, ClockLimit limit, AppenderClaim claim, boolean always) {
        StatefulRedisConnection<byte[], byte[]> connection = RedisConnections.open(client, config.timeout());
        try {
            return new RedisEventSink(config, connection, limit, claim, always);
        } catch (RuntimeException e) {
            connection.close();
            throw RedisErrors.translate(e);
        }
    }

    @Override
    public FingerprintKey fingerprintKey() {
        return fingerprintKey;
    }

    @Override
    public boolean isEmptied() {
        return emptied;
    }

    @Override
    public boolean isHealed() {
        return healed;
    }

    @Override
    public synchronized Duration lead(String source) {
        return Duration.of(cursors.lead(source), ChronoUnit.MICROS);
    }

    @Override
    public Optional<ResumePoint> resumePoint() {
        return resumePoint;
    }

    @Override
    public Map<String, Long> sourceCursors() {
        return Collections.unmodifiableMap(sourceCursors);
    }

    @Override
    public Map<String, Long> sourceSequences() {
        return Collections.unmodifiableMap(sourceSequences);
    }

    @Override
    public CompletableFuture<Appended> append(
            List<ReceivedEvent> batch, String source, OptionalLong sequence, Optional<CoverageNote> note) {
        int taken = places(batch);
        places.acquireUninterruptibly(taken);
        return packing.next(() -> pack(batch, source, sequence, note))
                .whenComplete((appended, thrown) -> places.release(taken));
    }

    // A batch that ends with a huge event takes the places of as many usual ones as have its size.
    private int places(List<ReceivedEvent> batch) {
        long bytes = batch.stream().mapToLong(event -> event.raw().length()).sum();
        return Math.clamp(bytes / BlockHeader.MAX_SIZE, 1, config.batchesInFlight());
    }

    private synchronized CompletableFuture<Appended> pack(
            List<ReceivedEvent> batch, String source, OptionalLong sequence, Optional<CoverageNote> note) {
        return failure.map(CompletableFuture::<Appended>failedFuture)
                .orElseGet(() -> send(batch, source, sequence, note));
    }

    @Override
    public synchronized CompletableFuture<Void> recognise(long[] fingerprints) {
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get());
        }
        long[] added = Arrays.stream(fingerprints).filter(recent::add).toArray();
        if (added.length == 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<String> id = connection
                .async()
                .xadd(RecentLog.KEY, Map.of(RecentLog.FIELD, RecentLog.pack(added)))
                .toCompletableFuture();
        connection.flushCommands();
        return guarded(id.thenAccept(entry -> log.logged(StreamId.parse(entry), added.length)));
    }

    @Override
    public void leave(String source) {
        var _ = packing.next(() -> left(source));
    }

    private synchronized CompletableFuture<Void> left(String source) {
        cursors.leave(source);
        malformedKeys.forgetConnection();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<MemoryUsage> memory() {
        CompletableFuture<Long> renewed = lease.renew(connection.async()).toCompletableFuture();
        CompletableFuture<String> info = connection.async().info().toCompletableFuture();
        CompletableFuture<String> answer = renewed.thenCombine(info, (_, text) -> text);
        connection.flushCommands();
        return guarded(answer.thenApply(this::checked));
    }

    // What an operator changes must be noticed before it costs anything.
    private MemoryUsage checked(String info) {
        ServerInfo now = ServerInfo.parse(info);
        now.checkSince(server);
        server = now;
        return now.memory();
    }

    @Override
    public synchronized CompletableFuture<Long> putAside() {
        CompletableFuture<byte[]> answer = connection
                .async()
                .hget(Bytes.of(BufferKeys.METADATA), Bytes.of(BufferKeys.COUNT_PUT_ASIDE))
                .toCompletableFuture();
        connection.flushCommands();
        return guarded(answer.thenApply(count -> count == null ? 0L : Long.parseLong(Bytes.text(count))));
    }

    @Override
    public synchronized CompletableFuture<Map<Queue, QueueSize>> queues() {
        CompletableFuture<Map<Queue, QueueSize>> answer = QueueSizes.ask(connection.async());
        connection.flushCommands();
        return guarded(answer);
    }

    @Override
    public void close() {
        fail(new BufferUnavailableException("the appender is closed"));
        packing.close();
        var _ = closed.completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private CompletableFuture<Appended> send(
            List<ReceivedEvent> batch, String source, OptionalLong sequence, Optional<CoverageNote> note) {
        try {
            SortedBatch sorted = SortedBatch.of(batch, recent, malformedKeys, fingerprintKey, limit);
            AppendTransaction transaction = new AppendTransaction(connection.async(), config, blocks, totals);
            transaction.add(sorted);
            log.trimmable().ifPresent(transaction::forgetBefore);
            note.ifPresent(read -> transaction.cover(CoverageEntry.fields(source, read, sorted.counts())));
            transaction.set(fields(SavedCursors.fields(source, cursors.advance(source, sorted), sequence)));
            CompletableFuture<TransactionResult> replies = transaction.send();
            connection.flushCommands();
            Appended appended = sorted.summary(cursors.overall(), cursors.of(source));
            return guarded(replies.thenApply(stored -> acknowledged(appended, stored)));
        } catch (RuntimeException e) {
            return guarded(CompletableFuture.failedFuture(e));
        }
    }

    // With every batch, so that whoever finds Redis emptied and filled again can read what was appended since.
    private Map<String, String> fields(Map<String, String> cursorFields) {
        cursorFields.put(BufferKeys.FINGERPRINT_KEY, fingerprintKey.hex());
        return cursorFields;
    }

    private Appended acknowledged(Appended appended, TransactionResult stored) {
        int fingerprints = appended.ingested() + appended.malformed();
        if (fingerprints > 0) {
            log.logged(StreamId.parse(stored.get(0)), fingerprints);
        }
        return appended;
    }

    private <T> CompletableFuture<T> guarded(CompletableFuture<T> answer) {
        return answer.orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(thrown -> {
            BufferException translated = RedisErrors.translate(thrown);
            fail(translated);
            return CompletableFuture.failedFuture(translated);
        });
    }

    private synchronized void fail(BufferException cause) {
        if (failure.isEmpty()) {
            failure = Optional.of(cause);
            blocks.close();
            var _ = connection.closeAsync().whenComplete((_, _) -> closed.complete(null));
        }
    }
}
