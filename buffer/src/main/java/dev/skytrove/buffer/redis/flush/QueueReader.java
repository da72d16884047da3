package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.BatchLimits;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferEntry;
import dev.skytrove.buffer.EntryConsumer;
import dev.skytrove.buffer.PlannedBlock;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.StreamRange;
import dev.skytrove.buffer.block.BlockHeader;
import dev.skytrove.buffer.block.BlockReader;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.RedisErrors;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads a part of a queue some blocks at a time, the next ones on their way while the caller takes the last ones. */
public final class QueueReader implements AutoCloseable {
    private static final int PAGE = 8;
    /** As much, packed, is what usual blocks have at most; behind a larger page, blocks are read one by one. */
    private static final long MOST_PAGE_BYTES = 2L << 20;
    private static final byte[] BLOCK = Bytes.of(BufferKeys.FIELD_BLOCK);

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Duration timeout;
    private final BlockReader blocks = new BlockReader();

    QueueReader(StatefulRedisConnection<byte[], byte[]> connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** @throws BufferCorruptedException if the range's ends are not there, or an entry is no block */
    <E extends Exception> void read(Queue queue, StreamRange range, EntryConsumer<E> consumer) throws E {
        StreamId next = range.first();
        StreamId read = StreamId.ZERO;
        List<StreamMessage<byte[], byte[]>> page = await(request(queue, next, range.last(), 1));
        if (page.isEmpty() || !StreamId.parse(page.getFirst().getId()).equals(range.first())) {
            throw gone(queue, range.first());
        }
        while (!page.isEmpty()) {
            read = StreamId.parse(page.getLast().getId());
            CompletableFuture<List<StreamMessage<byte[], byte[]>>> following =
                    request(queue, read.next(), range.last(), next(queue, page));
            for (StreamMessage<byte[], byte[]> message : page) {
                hand(queue, message, consumer);
            }
            page = await(following);
        }
        if (!read.equals(range.last())) {
            throw gone(queue, range.last());
        }
    }

    /**
     * The first part of a queue.
     *
     * @param last the ID of its last block; empty for that of the queue
     * @param events how many there are up to it
     * @param size how many bytes these make when unpacked
     */
    record Bound(String last, long events, long size) {
        static final Bound NONE = new Bound("", 0, 0);
        static final Bound LEFT_OUT = new Bound(Scripts.LEFT_OUT, 0, 0);

        private boolean isWithin(BatchLimits limits) {
            return events <= limits.events() && size <= limits.size().bytes();
        }
    }

    /** The blocks up to an ID that are within limits together, or the first one if it is not. */
    Bound bound(Queue queue, BatchLimits limits, StreamId until) {
        Bound bound = Bound.NONE;
        List<StreamMessage<byte[], byte[]>> page = await(request(queue, StreamId.ZERO, until, 1));
        while (!page.isEmpty()) {
            for (StreamMessage<byte[], byte[]> message : page) {
                BlockHeader header = BlockReader.header(block(queue, message), name(queue, message));
                Bound further =
                        new Bound(message.getId(), bound.events() + header.events(), bound.size() + header.size());
                if (!further.isWithin(limits) && !bound.last().isEmpty()) {
                    return bound;
                }
                bound = further;
            }
            page = await(request(queue, StreamId.parse(bound.last()).next(), until, next(queue, page)));
        }
        return bound;
    }

    /** Whether a queue begins with an entry of this ID or an earlier one. */
    boolean hasUpTo(Queue queue, StreamId until) {
        return !await(request(queue, StreamId.ZERO, until, 1)).isEmpty();
    }

    /** How many blocks to read behind a page. */
    private static int next(Queue queue, List<StreamMessage<byte[], byte[]>> page) {
        long bytes = page.stream().mapToLong(message -> block(queue, message).length).sum();
        return bytes > MOST_PAGE_BYTES || bytes / page.size() > MOST_PAGE_BYTES / PAGE ? 1 : PAGE;
    }

    /** The block of an entry. */
    public PlannedBlock block(Queue queue, StreamId id) {
        List<StreamMessage<byte[], byte[]>> page = await(request(queue, id, id, 1));
        if (page.isEmpty()) {
            throw gone(queue, id);
        }
        byte[] packed = block(queue, page.getFirst());
        return new PlannedBlock(id, BlockReader.count(packed, name(queue, page.getFirst())), packed);
    }

    /** The IDs of a range's entries. */
    List<StreamId> ids(Queue queue, StreamRange range) {
        List<StreamId> ids = new ArrayList<>();
        List<StreamMessage<byte[], byte[]>> page = await(request(queue, range.first(), range.last(), 1));
        while (!page.isEmpty()) {
            page.forEach(message -> ids.add(StreamId.parse(message.getId())));
            page = await(request(queue, ids.getLast().next(), range.last(), next(queue, page)));
        }
        if (ids.isEmpty()) {
            throw gone(queue, range.first());
        }
        return ids;
    }

    private CompletableFuture<List<StreamMessage<byte[], byte[]>>> request(
            Queue queue, StreamId from, StreamId to, int count) {
        byte[] key = Bytes.of(BufferKeys.queue(queue));
        return connection
                .async()
                .xrange(key, Range.create(from.toString(), to.toString()), Limit.from(count))
                .toCompletableFuture();
    }

    private List<StreamMessage<byte[], byte[]>> await(CompletableFuture<List<StreamMessage<byte[], byte[]>>> page) {
        return RedisErrors.translating(
                () -> page.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join());
    }

    private <E extends Exception> void hand(
            Queue queue, StreamMessage<byte[], byte[]> message, EntryConsumer<E> consumer) throws E {
        StreamId id = StreamId.parse(message.getId());
        int index = 0;
        for (byte[] event : blocks.unpack(block(queue, message), name(queue, message))) {
            consumer.accept(new BufferEntry(id, index++, event));
        }
    }

    /**
     * The block that an entry is.
     *
     * @throws BufferCorruptedException if it is none
     */
    public static byte[] block(Queue queue, StreamMessage<byte[], byte[]> message) {
        for (Map.Entry<byte[], byte[]> field : message.getBody().entrySet()) {
            if (message.getBody().size() == 1 && Arrays.equals(field.getKey(), BLOCK)) {
                return field.getValue();
            }
        }
        throw new BufferCorruptedException(
                name(queue, message) + " has other fields than just " + BufferKeys.FIELD_BLOCK);
    }

    /** An entry's name for messages. */
    public static String name(Queue queue, StreamMessage<byte[], byte[]> message) {
        return "entry " + message.getId() + " of " + BufferKeys.queue(queue);
    }

    private static BufferCorruptedException gone(Queue queue, StreamId id) {
        return new BufferCorruptedException(
                "entry " + id + " of " + BufferKeys.queue(queue) + " is planned to be flushed but gone");
    }

    @Override
    public void close() {
        blocks.close();
    }
}
