package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.QueueSize;
import dev.skytrove.lake.Table;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks for the sizes of all queues in one go. They are of about the same moment, and read without any event. */
public final class QueueSizes {
    private QueueSizes() {}

    /** Writes the commands; whoever calls flushes them. */
    public static CompletableFuture<Map<Table, QueueSize>> ask(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Metadata> metadata =
                redis.hgetall(Bytes.of(BufferKeys.METADATA)).toCompletableFuture().thenApply(Metadata::of);
        CompletableFuture<Map<Table, QueueSize>> sizes = CompletableFuture.completedFuture(new EnumMap<>(Table.class));
        for (Table table : Table.ofEvents()) {
            CompletableFuture<QueueSize> size = redis.xlen(Bytes.of(BufferKeys.queue(table)))
                    .toCompletableFuture()
                    .thenCombine(metadata, (entries, fields) -> new QueueSize(entries, events(fields, table)));
            sizes = sizes.thenCombine(size, (all, one) -> {
                all.put(table, one);
                return all;
            });
        }
        return sizes;
    }

    /** How many bytes the events in a queue make when unpacked, by the counts. */
    public static long size(Metadata metadata, Table table) {
        return Math.max(
                0, metadata.count(BufferKeys.appendedSize(table)) - metadata.count(BufferKeys.flushedSize(table)));
    }

    /** How many events are in a queue, by the counts. */
    public static long events(Metadata metadata, Table table) {
        return Math.max(
                0, metadata.count(BufferKeys.appendedCount(table)) - metadata.count(BufferKeys.flushedEvents(table)));
    }
}
