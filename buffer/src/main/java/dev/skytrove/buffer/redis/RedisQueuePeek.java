package dev.skytrove.buffer.redis;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.MalformedFrame;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueOverview;
import dev.skytrove.buffer.QueuePeek;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.block.BlockReader;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.MalformedFields;
import dev.skytrove.buffer.redis.client.Metadata;
import dev.skytrove.buffer.redis.client.QueueSizes;
import dev.skytrove.buffer.redis.client.RedisConnections;
import dev.skytrove.buffer.redis.client.RedisErrors;
import dev.skytrove.buffer.redis.flush.QueueReader;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks into Redis Streams. */
public final class RedisQueuePeek implements QueuePeek {
    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final BlockingCommands redis;
    private final BlockReader blocks = new BlockReader();

    private RedisQueuePeek(StatefulRedisConnection<byte[], byte[]> connection) {
        this.connection = connection;
        this.redis = new BlockingCommands(connection);
    }

    /**
     * Connects.
     *
     * @param timeout how long Redis may take for a step
     * @throws BufferException if Redis is not reachable
     */
    public static RedisQueuePeek open(RedisClient client, Duration timeout) {
        return new RedisQueuePeek(RedisConnections.open(client, timeout));
    }

    @Override
    public QueueOverview overview(Queue queue) {
        return RedisErrors.translating(() ->
                overview(BufferKeys.queue(queue), QueueSizes.events(Metadata.read(redis), queue)));
    }

    @Override
    public QueueOverview malformed() {
        return RedisErrors.translating(
                () -> overview(BufferKeys.MALFORMED, length(Bytes.of(BufferKeys.MALFORMED))));
    }

    private QueueOverview overview(String key, long events) {
        byte[] stream = Bytes.of(key);
        return new QueueOverview(
                key,
                length(stream),
                events,
                id(range(stream, Range.unbounded(), 1)),
                id(reversed(stream, Range.unbounded(), 1)));
    }

    private static Optional<StreamId> id(List<StreamMessage<byte[], byte[]>> entries) {
        return entries.stream().findFirst().map(entry -> StreamId.parse(entry.getId()));
    }

    @Override
    public int oldest(Queue queue, int count, Consumer<byte[]> consumer) {
        byte[] stream = Bytes.of(BufferKeys.queue(queue));
        int shown = 0;
        Range<String> rest = Range.unbounded();
        Optional<StreamMessage<byte[], byte[]>> entry = next(stream, rest);
        while (shown < count && entry.isPresent()) {
            List<byte[]> events = events(queue, entry.get());
            List<byte[]> wanted = events.subList(0, Math.min(count - shown, events.size()));
            wanted.forEach(consumer);
            shown += wanted.size();
            rest = Range.from(Range.Boundary.excluding(entry.get().getId()), Range.Boundary.unbounded());
            entry = next(stream, rest);
        }
        return shown;
    }

    @Override
    public int newest(Queue queue, int count, Consumer<byte[]> consumer) {
        Deque<StreamMessage<byte[], byte[]>> entries = new ArrayDeque<>();
        int found = collect(queue, count, entries);
        int skipped = Math.max(0, found - count);
        int behind = 0;
        for (StreamMessage<byte[], byte[]> entry : entries) {
            for (byte[] event : events(queue, entry)) {
                if (behind++ >= skipped) {
                    consumer.accept(event);
                }
            }
        }
        return found - skipped;
    }

    private int collect(Queue queue, int count, Deque<StreamMessage<byte[], byte[]>> entries) {
        byte[] stream = Bytes.of(BufferKeys.queue(queue));
        int found = 0;
        Optional<StreamMessage<byte[], byte[]>> entry = previous(stream, Range.unbounded());
        while (entry.isPresent()) {
            entries.addFirst(entry.get());
            found += BlockReader.count(QueueReader.block(queue, entry.get()), QueueReader.name(queue, entry.get()));
            Range<String> rest =
                    Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(entry.get().getId()));
            entry = found < count ? previous(stream, rest) : Optional.empty();
        }
        return found;
    }

    @Override
    public int malformed(int count, boolean newest, Consumer<MalformedFrame> consumer) {
        byte[] stream = Bytes.of(BufferKeys.MALFORMED);
        List<StreamMessage<byte[], byte[]>> entries = RedisErrors.translating(() -> newest
                ? reversed(stream, Range.unbounded(), count).reversed()
                : range(stream, Range.unbounded(), count));
        entries.forEach(entry -> {
            Map<String, byte[]> fields = new HashMap<>();
            entry.getBody().forEach((name, value) -> fields.put(Bytes.text(name), value));
            consumer.accept(MalformedFields.readable(fields));
        });
        return entries.size();
    }

    private List<byte[]> events(Queue queue, StreamMessage<byte[], byte[]> entry) {
        return blocks.unpack(QueueReader.block(queue, entry), QueueReader.name(queue, entry));
    }

    private Optional<StreamMessage<byte[], byte[]>> next(byte[] stream, Range<String> range) {
        return RedisErrors.translating(() -> range(stream, range, 1)).stream().findFirst();
    }

    private Optional<StreamMessage<byte[], byte[]>> previous(byte[] stream, Range<String> range) {
        return RedisErrors.translating(() -> reversed(stream, range, 1)).stream().findFirst();
    }

    private long length(byte[] stream) {
        return redis.ask(commands -> commands.xlen(stream));
    }

    private List<StreamMessage<byte[], byte[]>> range(byte[] stream, Range<String> range, int count) {
        return redis.ask(commands -> commands.xrange(stream, range, Limit.from(count)));
    }

    private List<StreamMessage<byte[], byte[]>> reversed(byte[] stream, Range<String> range, int count) {
        return redis.ask(commands -> commands.xrevrange(stream, range, Limit.from(count)));
    }

    @Override
    public void close() {
        blocks.close();
        connection.close();
    }
}
