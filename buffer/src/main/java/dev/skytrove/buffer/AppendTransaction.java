package dev.skytrove.buffer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One batch on its way into Redis: a single {@code MULTI … EXEC}, written but not flushed by the calls. */
final class AppendTransaction {
    private static final byte[] METADATA = Bytes.of(BufferKeys.METADATA);
    private static final byte[] MALFORMED = Bytes.of(BufferKeys.MALFORMED);
    private static final byte[] BLOCK = Bytes.of(BufferKeys.FIELD_BLOCK);
    private static final byte[] REASON = Bytes.of(BufferKeys.FIELD_REASON);
    private static final byte[] AT = Bytes.of(BufferKeys.FIELD_AT);
    private static final byte[] LENGTH = Bytes.of(BufferKeys.FIELD_LENGTH);
    private static final byte[] RAW = Bytes.of(BufferKeys.FIELD_RAW);
    private static final Map<Table, byte[]> QUEUES = queues();

    private final RedisAsyncCommands<byte[], byte[]> redis;
    private final AppenderConfig config;
    private final BlockWriter blocks;
    private final List<RedisFuture<?>> commands = new ArrayList<>();

    AppendTransaction(RedisAsyncCommands<byte[], byte[]> redis, AppenderConfig config, BlockWriter blocks) {
        this.redis = redis;
        this.config = config;
        this.blocks = blocks;
        commands.add(redis.multi());
    }

    /** Stores a batch. If it has new events, the first reply is the ID under which they are recognised. */
    void add(SortedBatch batch) {
        if (!batch.fresh().isEmpty()) {
            commands.add(redis.xadd(RecentLog.KEY, RecentLog.FIELD, RecentLog.pack(batch.fingerprints())));
        }
        batch.byTable().forEach(this::events);
        batch.malformed().forEach(this::malformed);
        count(BufferKeys.COUNT_INGESTED, batch.fresh().size());
        count(BufferKeys.COUNT_DUPLICATES, batch.duplicates());
        count(BufferKeys.COUNT_MALFORMED, batch.malformed().size());
    }

    /** Drops fingerprints that no window needs any more. */
    void forgetBefore(StreamId id) {
        XTrimArgs before = XTrimArgs.Builder.minId(id.toString()).approximateTrimming();
        commands.add(redis.xtrim(RecentLog.KEY, before));
    }

    /** Sets fields of the metadata, if there are any. */
    void set(Map<String, String> fields) {
        if (!fields.isEmpty()) {
            commands.add(redis.hset(
                    METADATA,
                    fields.entrySet().stream().collect(Collectors.toMap(
                            field -> Bytes.of(field.getKey()), field -> Bytes.of(field.getValue())))));
        }
    }

    /**
     * Ends the transaction.
     *
     * @return the replies to its commands once Redis has carried out all of them, without those to {@code MULTI} and
     *     {@code EXEC}; fails if Redis refused any of them
     */
    CompletableFuture<TransactionResult> send() {
        return redis.exec().toCompletableFuture().copy().handle((result, thrown) -> {
            if (thrown != null) {
                throw RedisErrors.translate(refusal(thrown));
            }
            result.stream().filter(Throwable.class::isInstance).findFirst().ifPresent(failed -> {
                throw RedisErrors.translate((Throwable) failed);
            });
            return result;
        });
    }

    // EXEC says only that the transaction was aborted; the command that Redis refused says why.
    private Throwable refusal(Throwable aborted) {
        return commands.stream()
                .map(RedisFuture::toCompletableFuture)
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .<Throwable>map(CompletableFuture::exceptionNow)
                .orElse(aborted);
    }

    private void events(Table table, List<ByteSlice> events) {
        blocks.pack(events).forEach(block -> commands.add(redis.xadd(QUEUES.get(table), BLOCK, block)));
        count(BufferKeys.appendedCount(table), events.size());
        count(BufferKeys.appendedSize(table), BlockWriter.size(events));
    }

    private void malformed(ReceivedEvent.Malformed frame) {
        byte[] at = Bytes.of(frame.receivedAt().toString());
        byte[] length = Bytes.of(Integer.toString(frame.raw().length()));
        byte[] raw = frame.raw().first((int) Math.min(config.malformedSize().bytes(), Integer.MAX_VALUE));
        XAddArgs capped = XAddArgs.Builder.maxlen(config.malformedFrames()).approximateTrimming();
        commands.add(redis.xadd(
                MALFORMED, capped, REASON, Bytes.of(frame.reason()), AT, at, LENGTH, length, RAW, raw));
    }

    private void count(String field, long amount) {
        if (amount > 0) {
            commands.add(redis.hincrby(METADATA, Bytes.of(field), amount));
        }
    }

    private static Map<Table, byte[]> queues() {
        Map<Table, byte[]> queues = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            queues.put(table, Bytes.of(BufferKeys.queue(table)));
        }
        return queues;
    }
}
