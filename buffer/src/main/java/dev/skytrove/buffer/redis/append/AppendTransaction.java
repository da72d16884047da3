package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.BufferLostException;
import dev.skytrove.buffer.PutAside;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.batch.SortedBatch;
import dev.skytrove.buffer.block.BlockWriter;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.MalformedScripts;
import dev.skytrove.buffer.redis.client.RedisErrors;
import dev.skytrove.lake.ByteSlice;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One batch on its way into Redis: a single {@code MULTI … EXEC}, written but not flushed by the calls. */
final class AppendTransaction {
    private static final byte[] METADATA = Bytes.of(BufferKeys.METADATA);
    private static final byte[] COVERAGE = Bytes.of(BufferKeys.COVERAGE);
    private static final byte[] BLOCK = Bytes.of(BufferKeys.FIELD_BLOCK);
    private static final Map<Queue, byte[]> QUEUES = queues();

    private final RedisAsyncCommands<byte[], byte[]> redis;
    private final AppenderConfig config;
    private final BlockWriter blocks;
    private final Totals totals;
    private final List<RedisFuture<?>> commands = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    AppendTransaction(
            RedisAsyncCommands<byte[], byte[]> redis, AppenderConfig config, BlockWriter blocks, Totals totals) {
        this.redis = redis;
        this.config = config;
        this.blocks = blocks;
        this.totals = totals;
        commands.add(redis.multi());
    }

    /** What a count must be after the transaction, and where the reply tells what it is. */
    private record Count(int reply, String field, long expected) {
        void check(TransactionResult replies) {
            long found = replies.<Long>get(reply);
            // More is what an operator set right or wrong, and mends itself.
            if (found < expected) {
                throw new BufferLostException(
                        "Redis has lost its data: " + field + " is " + found + " and must be at least " + expected);
            }
        }
    }

    /** Stores a batch. If it has anything new, the first reply is the ID under which they are recognised. */
    void add(SortedBatch batch) {
        long[] fingerprints = batch.fingerprints();
        if (fingerprints.length > 0) {
            commands.add(redis.xadd(RecentLog.KEY, RecentLog.FIELD, RecentLog.pack(fingerprints)));
        }
        batch.byQueue().forEach(this::events);
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
            commands.add(redis.hset(METADATA, Bytes.of(fields)));
        }
    }

    /** Adds what was read. */
    void cover(Map<String, String> fields) {
        commands.add(redis.xadd(COVERAGE, Bytes.of(fields)));
    }

    /**
     * Ends the transaction.
     *
     * @return the replies to its commands once Redis has carried out all of them, without those to {@code MULTI} and
     *     {@code EXEC}; fails if Redis refused any of them, and with a {@link BufferLostException} if it counts otherwise
     *     than we do
     */
    CompletableFuture<TransactionResult> send() {
        return redis.exec().toCompletableFuture().copy().handle((result, thrown) -> {
            if (thrown != null) {
                throw RedisErrors.translate(refusal(thrown));
            }
            result.stream().filter(Throwable.class::isInstance).findFirst().ifPresent(failed -> {
                throw RedisErrors.translate((Throwable) failed);
            });
            counts.forEach(count -> count.check(result));
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

    private void events(Queue queue, List<ByteSlice> events) {
        blocks.pack(events).forEach(block -> commands.add(redis.xadd(QUEUES.get(queue), BLOCK, block)));
        count(BufferKeys.appendedCount(queue), events.size());
        count(BufferKeys.appendedSize(queue), BlockWriter.size(events));
    }

    private void malformed(ReceivedEvent.Malformed frame) {
        PutAside kept = PutAside.of(frame.raw(), config.malformedSize());
        byte[][] arguments = {
            Bytes.of(Integer.toString(config.malformedFrames())),
            Bytes.of(Long.toString(config.malformedSpace().bytes())),
            Bytes.of(frame.reason()),
            Bytes.of(frame.receivedAt().toString()),
            Bytes.of(Integer.toString(kept.length())),
            kept.head(),
            kept.whole()
        };
        commands.add(redis.eval(MalformedScripts.PUT_ASIDE, ScriptOutputType.STATUS, MalformedScripts.keys(), arguments));
    }

    private void count(String field, long amount) {
        if (amount > 0) {
            counts.add(new Count(commands.size() - 1, field, totals.raise(field, amount)));
            commands.add(redis.hincrby(METADATA, Bytes.of(field), amount));
        }
    }

    private static Map<Queue, byte[]> queues() {
        Map<Queue, byte[]> queues = new EnumMap<>(Queue.class);
        for (Queue queue : Queue.values()) {
            queues.put(queue, Bytes.of(BufferKeys.queue(queue)));
        }
        return queues;
    }
}
