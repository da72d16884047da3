package dev.skytrove.buffer.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.skytrove.lake.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs events into blocks, the entries of the queues: a {@link BlockHeader} and one zstd frame with a checksum, which
 * holds each event's length and its bytes as they are. {@code docs/formats.md} describes it for other tools. Used by
 * one thread at a time; holds memory outside of the heap until it is closed.
 */
public final class BlockWriter implements AutoCloseable {
    /** The largest event that a block can hold, in bytes. */
    public static final int MAX_EVENT_SIZE = 64 << 20;

    // Higher levels take up to four times as long and do not pack events any smaller, as most of one is random.
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private final Scratch content = new Scratch();
    private final Scratch packed = new Scratch();

    /**
     * Packs events in their order, into as few blocks as the limits of a block allow.
     *
     * @throws IllegalArgumentException if one is larger than {@link #MAX_EVENT_SIZE}
     */
    public List<byte[]> pack(List<ByteSlice> events) {
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = end(events, from);
            blocks.add(block(events.subList(from, to)));
            from = to;
        }
        return blocks;
    }

    private static int end(List<ByteSlice> events, int from) {
        long size = size(events.get(from));
        int to = from + 1;
        while (to < events.size() && to - from < BlockHeader.MAX_EVENTS) {
            size += size(events.get(to));
            if (size > BlockHeader.MAX_SIZE) {
                break;
            }
            to++;
        }
        return to;
    }

    private byte[] block(List<ByteSlice> events) {
        int size = Math.toIntExact(size(events));
        ByteBuffer unpacked = ByteBuffer.wrap(content.of(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (ByteSlice event : events) {
            unpacked.putInt(event.length()).put(event.array(), event.start(), event.length());
        }
        int room = BlockHeader.LENGTH + Math.toIntExact(Zstd.compressBound(size));
        byte[] block = packed.of(room);
        new BlockHeader(events.size(), size).write(block);
        int length = context.compressByteArray(
                block, BlockHeader.LENGTH, room - BlockHeader.LENGTH, unpacked.array(), 0, size);
        return Arrays.copyOf(block, BlockHeader.LENGTH + length);
    }

    /** An array that serves again and again, so that not every block costs one; those of giant events are not kept. */
    private static final class Scratch {
        private static final int MOST_KEPT = 2 * BlockHeader.MAX_SIZE;

        private byte[] kept = new byte[0];

        /** An array of at least this size, the same until a larger one is asked for. */
        byte[] of(int size) {
            if (size <= kept.length) {
                return kept;
            }
            if (size > MOST_KEPT) {
                return new byte[size];
            }
            kept = new byte[Math.min(2 * size, MOST_KEPT)];
            return kept;
        }
    }

    /** How many bytes events make when unpacked, in as many blocks as they need. */
    public static long size(List<ByteSlice> events) {
        return events.stream().mapToLong(BlockWriter::size).sum();
    }

    private static long size(ByteSlice event) {
        return (long) BlockHeader.PREFIX + event.length();
    }

    @Override
    public void close() {
        context.close();
    }
}
