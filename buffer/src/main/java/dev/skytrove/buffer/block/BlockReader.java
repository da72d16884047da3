package dev.skytrove.buffer.block;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.skytrove.buffer.BufferCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Unpacks what a {@link BlockWriter} packed. Used by one thread at a time; holds memory outside of the heap until it is
 * closed.
 */
public final class BlockReader implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /**
     * The events of a block, in their order, byte for byte.
     *
     * @param name where the block is, for the message
     * @throws BufferCorruptedException if it is no block, or damaged
     */
    public List<byte[]> unpack(byte[] block, String name) {
        try {
            BlockHeader header = BlockHeader.of(block);
            byte[] content = context.decompress(
                    block, BlockHeader.LENGTH, block.length - BlockHeader.LENGTH, header.size());
            if (content.length != header.size()) {
                throw new IllegalArgumentException(content.length + " bytes, not " + header.size());
            }
            return events(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN), header.events());
        } catch (IllegalArgumentException | ZstdException e) {
            throw damaged(name, e);
        }
    }

    /**
     * How many events a block has, by its header alone.
     *
     * @param name where the block is, for the message
     * @throws BufferCorruptedException if it is no block
     */
    public static int count(byte[] block, String name) {
        return header(block, name).events();
    }

    /** The header of a block, as {@link #count} reads it. */
    public static BlockHeader header(byte[] block, String name) {
        try {
            return BlockHeader.of(block);
        } catch (IllegalArgumentException e) {
            throw damaged(name, e);
        }
    }

    private static List<byte[]> events(ByteBuffer content, int count) {
        List<byte[]> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = content.remaining() < BlockHeader.PREFIX ? -1 : content.getInt();
            if (length < 0 || length > content.remaining()) {
                throw new IllegalArgumentException("event " + i + " of " + count + " does not lie within the block");
            }
            byte[] event = new byte[length];
            content.get(event);
            events.add(event);
        }
        if (content.hasRemaining()) {
            throw new IllegalArgumentException(content.remaining() + " bytes are behind the last event");
        }
        return events;
    }

    private static BufferCorruptedException damaged(String name, Exception cause) {
        return new BufferCorruptedException(name + " is no block of events: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        context.close();
    }
}
