package dev.skytrove.buffer;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
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

    /**
     * Packs events in their order, into as few blocks as the limits of a block allow.
     *
     * @throws IllegalArgumentException if one is larger than {@link #MAX_EVENT_SIZE}
     */
    public List<byte[]> pack(List<byte[]> events) {
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = end(events, from);
            blocks.add(block(events.subList(from, to)));
            from = to;
        }
        return blocks;
    }

    private static int end(List<byte[]> events, int from) {
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

    private byte[] block(List<byte[]> events) {
        int size = Math.toIntExact(events.stream().mapToLong(BlockWriter::size).sum());
        BlockHeader header = new BlockHeader(events.size(), size);
        ByteBuffer content = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        events.forEach(event -> content.putInt(event.length).put(event));
        byte[] block = new byte[BlockHeader.LENGTH + Math.toIntExact(Zstd.compressBound(size))];
        header.write(block);
        int packed = context.compressByteArray(
                block, BlockHeader.LENGTH, block.length - BlockHeader.LENGTH, content.array(), 0, size);
        return Arrays.copyOf(block, BlockHeader.LENGTH + packed);
    }

    private static long size(byte[] event) {
        return (long) BlockHeader.PREFIX + event.length;
    }

    @Override
    public void close() {
        context.close();
    }
}
