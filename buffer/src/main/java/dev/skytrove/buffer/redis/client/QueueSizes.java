package dev.skytrove.buffer.redis.client;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks for the sizes of all queues in one go. They are of about the same moment, and read without any event. */
public final class QueueSizes {
    private QueueSizes() {}

    /** Writes the commands; whoever calls flushes them. */
    public static CompletableFuture<Map<Queue, QueueSize>> ask(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Metadata> metadata =
                redis.hgetall(Bytes.of(BufferKeys.METADATA)).toCompletableFuture().thenApply(Metadata::of);
        CompletableFuture<Map<Queue, QueueSize>> sizes = CompletableFuture.completedFuture(new EnumMap<>(Queue.class));
        for (Queue queue : Queue.values()) {
            CompletableFuture<QueueSize> size = redis.xlen(Bytes.of(BufferKeys.queue(queue)))
                    .toCompletableFuture()
                    .thenCombine(metadata, (entries, fields) -> new QueueSize(entries, events(fields, queue)));
            sizes = sizes.thenCombine(size, (all, one) -> {
                all.put(queue, one);
                return all;
            });
        }
        return sizes;
    }

    /** How many bytes the events in a queue make when unpacked, by the counts. */
    public static long size(Metadata metadata, Queue queue) {
        return Math.max(
                0, metadata.count(BufferKeys.appendedSize(queue)) - metadata.count(BufferKeys.flushedSize(queue)));
    }

    /** How many events are in a queue, by the counts. */
    public static long events(Metadata metadata, Queue queue) {
        return Math.max(
                0, metadata.count(BufferKeys.appendedCount(queue)) - metadata.count(BufferKeys.flushedEvents(queue)));
    }
}
