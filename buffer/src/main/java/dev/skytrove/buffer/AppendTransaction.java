package dev.skytrove.buffer;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.Table;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One batch on its way into Redis: sorts it out, then sends it as a single {@code MULTI … EXEC}. */
final class AppendTransaction {
    private static final byte[] METADATA = Bytes.of(BufferKeys.METADATA);
    private static final byte[] MALFORMED = Bytes.of(BufferKeys.MALFORMED);
    private static final byte[] EVENT = Bytes.of(BufferKeys.FIELD_EVENT);
    private static final Map<Table, byte[]> QUEUES = queues();

    private final AppenderConfig config;
    private final RecentKeys recent;
    private final List<ReceivedEvent.Valid> fresh = new ArrayList<>();
    private final List<ReceivedEvent.Malformed> malformed = new ArrayList<>();
    private int duplicates;
    private long cursor;

    AppendTransaction(AppenderConfig config, RecentKeys recent) {
        this.config = config;
        this.recent = recent;
    }

    void add(ReceivedEvent event) {
        switch (event) {
            case ReceivedEvent.Malformed frame -> malformed.add(frame);
            case ReceivedEvent.Valid valid when recent.add(valid.header().fingerprint()) -> {
                fresh.add(valid);
                cursor = Math.max(cursor, valid.header().timeUs());
            }
            case ReceivedEvent.Valid _ -> duplicates++;
        }
    }

    /** The highest {@code time_us} of the new events, 0 if there are none. */
    long cursor() {
        return cursor;
    }

    Appended summary(long cursorAfter) {
        return new Appended(fresh.size(), duplicates, malformed.size(), cursorAfter);
    }

    /**
     * Sends the transaction.
     *
     * @param trimmable the entry of the recent keys before which all may go
     * @param moved the cursor to be stored with the events, empty if it stays
     * @return the ID of the entry that holds the batch's recent keys, empty if the batch has none
     */
    CompletableFuture<Optional<StreamId>> send(
            StatefulRedisConnection<byte[], byte[]> connection, Optional<StreamId> trimmable, Optional<ResumePoint> moved) {
        RedisAsyncCommands<byte[], byte[]> redis = connection.async();
        List<RedisFuture<?>> commands = new ArrayList<>();
        commands.add(redis.multi());
        if (!fresh.isEmpty()) {
            commands.add(redis.xadd(RecentLog.KEY, RecentLog.FIELD, fingerprints()));
        }
        trimmable.ifPresent(id -> commands.add(redis.xtrim(RecentLog.KEY, XTrimArgs.Builder.minId(id.toString()).approximateTrimming())));
        fresh.forEach(event -> commands.add(redis.xadd(QUEUES.get(event.header().table()), EVENT, event.raw())));
        malformed.forEach(frame -> commands.add(keepAside(redis, frame)));
        moved.ifPresent(point -> commands.add(redis.hset(METADATA, fields(point))));
        count(redis, commands, BufferKeys.COUNT_INGESTED, fresh.size());
        count(redis, commands, BufferKeys.COUNT_DUPLICATES, duplicates);
        count(redis, commands, BufferKeys.COUNT_MALFORMED, malformed.size());
        CompletableFuture<TransactionResult> exec = redis.exec().toCompletableFuture().copy();
        connection.flushCommands();
        return exec.handle((result, thrown) -> outcome(result, thrown, commands));
    }

    private Optional<StreamId> outcome(TransactionResult result, Throwable thrown, List<RedisFuture<?>> commands) {
        if (thrown != null) {
            // EXEC says only that it was aborted; the command that Redis refused says why.
            commands.stream().filter(command -> command.toCompletableFuture().isCompletedExceptionally()).findFirst().ifPresent(refused -> {
                throw RedisErrors.translate(refused.toCompletableFuture().exceptionNow());
            });
            throw RedisErrors.translate(thrown);
        }
        result.stream().filter(Throwable.class::isInstance).map(Throwable.class::cast).findFirst().ifPresent(failed -> {
            throw RedisErrors.translate(failed);
        });
        return fresh.isEmpty() ? Optional.empty() : Optional.of(StreamId.parse(result.get(0)));
    }

    private RedisFuture<String> keepAside(RedisAsyncCommands<byte[], byte[]> redis, ReceivedEvent.Malformed frame) {
        byte[] raw = frame.raw();
        return redis.xadd(
                MALFORMED,
                XAddArgs.Builder.maxlen(config.malformedFrames()).approximateTrimming(),
                Bytes.of(BufferKeys.FIELD_REASON), Bytes.of(frame.reason()),
                Bytes.of(BufferKeys.FIELD_AT), Bytes.of(frame.receivedAt().toString()),
                Bytes.of(BufferKeys.FIELD_LENGTH), Bytes.of(Integer.toString(raw.length)),
                Bytes.of(BufferKeys.FIELD_RAW), cut(raw, config.malformedSize()));
    }

    private static byte[] cut(byte[] raw, DataSize limit) {
        return raw.length <= limit.bytes() ? raw : Arrays.copyOf(raw, (int) limit.bytes());
    }

    private byte[] fingerprints() {
        return RecentLog.pack(fresh.stream().mapToLong(event -> event.header().fingerprint()).toArray());
    }

    private static Map<byte[], byte[]> fields(ResumePoint point) {
        return Map.of(
                Bytes.of(BufferKeys.CURSOR), Bytes.of(Long.toString(point.cursor())),
                Bytes.of(BufferKeys.SOURCE), Bytes.of(point.source()));
    }

    private static void count(
            RedisAsyncCommands<byte[], byte[]> redis, List<RedisFuture<?>> commands, String field, int amount) {
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
