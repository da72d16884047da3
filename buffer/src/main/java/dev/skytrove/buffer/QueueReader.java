package dev.skytrove.buffer;

import dev.skytrove.lake.Table;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads a part of a queue page by page, the next one on its way while the caller takes the entries of the last. */
final class QueueReader {
    private static final int PAGE = 1_000;
    private static final byte[] EVENT = Bytes.of(BufferKeys.FIELD_EVENT);

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Duration timeout;

    QueueReader(StatefulRedisConnection<byte[], byte[]> connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** @throws BufferCorruptedException if the range's ends are not there, or an entry is no event */
    <E extends Exception> void read(Table table, StreamRange range, EntryConsumer<E> consumer) throws E {
        StreamId next = range.first();
        StreamId read = StreamId.ZERO;
        List<StreamMessage<byte[], byte[]>> page = await(request(table, next, range.last(), PAGE));
        if (page.isEmpty() || !StreamId.parse(page.getFirst().getId()).equals(range.first())) {
            throw gone(table, range.first());
        }
        while (!page.isEmpty()) {
            read = StreamId.parse(page.getLast().getId());
            CompletableFuture<List<StreamMessage<byte[], byte[]>>> following =
                    request(table, read.next(), range.last(), PAGE);
            for (StreamMessage<byte[], byte[]> message : page) {
                consumer.accept(entry(table, message));
            }
            page = await(following);
        }
        if (!read.equals(range.last())) {
            throw gone(table, range.last());
        }
    }

    /** The ID of a queue's entry number {@code count}, counted from 1, or of its last if it has fewer. */
    StreamId nth(Table table, long count) {
        StreamId last = StreamId.ZERO;
        long left = count;
        while (left > 0) {
            List<StreamMessage<byte[], byte[]>> page =
                    await(request(table, last.next(), StreamId.MAX, (int) Math.min(PAGE, left)));
            if (page.isEmpty()) {
                break;
            }
            last = StreamId.parse(page.getLast().getId());
            left -= page.size();
        }
        return last;
    }

    private CompletableFuture<List<StreamMessage<byte[], byte[]>>> request(
            Table table, StreamId from, StreamId to, int count) {
        byte[] queue = Bytes.of(BufferKeys.queue(table));
        return connection
                .async()
                .xrange(queue, Range.create(from.toString(), to.toString()), Limit.from(count))
                .toCompletableFuture();
    }

    private List<StreamMessage<byte[], byte[]>> await(CompletableFuture<List<StreamMessage<byte[], byte[]>>> page) {
        return RedisErrors.translating(
                () -> page.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join());
    }

    private static BufferEntry entry(Table table, StreamMessage<byte[], byte[]> message) {
        for (Map.Entry<byte[], byte[]> field : message.getBody().entrySet()) {
            if (message.getBody().size() == 1 && Arrays.equals(field.getKey(), EVENT)) {
                return new BufferEntry(StreamId.parse(message.getId()), field.getValue());
            }
        }
        throw new BufferCorruptedException(
                "entry " + message.getId() + " of " + BufferKeys.queue(table) + " has other fields than just "
                        + BufferKeys.FIELD_EVENT);
    }

    private static BufferCorruptedException gone(Table table, StreamId id) {
        return new BufferCorruptedException(
                "entry " + id + " of " + BufferKeys.queue(table) + " is planned to be flushed but gone");
    }
}
