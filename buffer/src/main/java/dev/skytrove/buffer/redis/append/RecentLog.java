package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.StreamId;
import dev.skytrove.buffer.recent.RecentKeys;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How {@link RecentKeys} outlives the process: the stream {@link BufferKeys#RECENT}, and the knowledge of how much of
 * it may go. Safe for use by several threads.
 */
final class RecentLog {
    static final byte[] KEY = Bytes.of(BufferKeys.RECENT);
    static final byte[] FIELD = Bytes.of(BufferKeys.FIELD_FINGERPRINTS);

    // A trim every so many fingerprints: often enough for Redis' memory, seldom enough to cost nothing.
    private static final int STEP = 4_096;
    private static final int PAGE = 64;

    private final int window;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long logged;
    private StreamId newest = StreamId.ZERO;

    RecentLog(int window) {
        this.window = window;
    }

    /** An entry, and how many fingerprints there are up to its end. */
    private record Mark(StreamId id, long total) {}

    /**
     * Reads the whole stream into an empty memory, oldest first.
     *
     * @param betweenPages is called now and then
     */
    RecentKeys load(BlockingCommands redis, Runnable betweenPages) {
        RecentKeys keys = new RecentKeys(window);
        Range<String> rest = Range.unbounded();
        List<StreamMessage<byte[], byte[]>> page;
        do {
            betweenPages.run();
            Range<String> range = rest;
            page = redis.ask(commands -> commands.xrange(KEY, range, Limit.from(PAGE)));
            for (StreamMessage<byte[], byte[]> entry : page) {
                long[] fingerprints = unpack(entry);
                Arrays.stream(fingerprints).forEach(keys::add);
                logged(StreamId.parse(entry.getId()), fingerprints.length);
                rest = Range.from(Range.Boundary.excluding(entry.getId()), Range.Boundary.unbounded());
            }
        } while (page.size() == PAGE);
        return keys;
    }

    /** Takes note of an entry that Redis acknowledged. */
    synchronized void logged(StreamId id, int fingerprints) {
        logged += fingerprints;
        newest = id;
        if (marks.isEmpty() || logged - marks.getLast().total() >= STEP) {
            marks.addLast(new Mark(id, logged));
        }
    }

    /** The latest entry that Redis acknowledged or had; the smallest ID if there is none. */
    synchronized StreamId newest() {
        return newest;
    }

    /** The entry before which everything may go because a whole window is behind it; asked for once, then forgotten. */
    synchronized Optional<StreamId> trimmable() {
        Optional<StreamId> last = Optional.empty();
        while (!marks.isEmpty() && logged - marks.getFirst().total() >= window) {
            last = Optional.of(marks.removeFirst().id());
        }
        return last;
    }

    /** The form in which fingerprints are stored. */
    static byte[] pack(long[] fingerprints) {
        ByteBuffer packed = ByteBuffer.allocate(fingerprints.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        packed.asLongBuffer().put(fingerprints);
        return packed.array();
    }

    private static long[] unpack(StreamMessage<byte[], byte[]> entry) {
        for (Map.Entry<byte[], byte[]> field : entry.getBody().entrySet()) {
            if (Arrays.equals(field.getKey(), FIELD) && field.getValue().length % Long.BYTES == 0) {
                long[] fingerprints = new long[field.getValue().length / Long.BYTES];
                ByteBuffer.wrap(field.getValue()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(fingerprints);
                return fingerprints;
            }
        }
        throw new BufferCorruptedException(
                "entry " + entry.getId() + " of " + BufferKeys.RECENT + " holds no fingerprints");
    }
}
