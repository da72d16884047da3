package dev.skytrove.buffer.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first bytes of a block of events, readable without unpacking it: a byte with the version, then how many events
 * there are and how many bytes they make when unpacked, as 32-bit numbers, little-endian.
 *
 * @param events at least one
 * @param size of all events, each with its length of {@link #PREFIX} bytes before it
 */
public record BlockHeader(int events, int size) {
    static final byte VERSION = 1;
    static final int LENGTH = 1 + 2 * Integer.BYTES;
    /** What an event takes in addition to its own bytes. */
    static final int PREFIX = Integer.BYTES;
    /** No block has more events. */
    static final int MAX_EVENTS = 4_096;
    /** No block of several events is larger when unpacked. */
    public static final int MAX_SIZE = 1 << 20;

    /** @throws IllegalArgumentException if no block can have such a header */
    public BlockHeader {
        int limit = events == 1 ? BlockWriter.MAX_EVENT_SIZE + PREFIX : MAX_SIZE;
        if (events < 1 || events > MAX_EVENTS || size < events * PREFIX || size > limit) {
            throw new IllegalArgumentException("impossible header: " + events + " events, " + size + " bytes");
        }
    }

    /**
     * Reads the header of a block.
     *
     * @throws IllegalArgumentException if it has none that this release knows
     */
    static BlockHeader of(byte[] block) {
        if (block.length <= LENGTH) {
            throw new IllegalArgumentException("too short for a header: " + block.length + " bytes");
        }
        if (block[0] != VERSION) {
            throw new IllegalArgumentException("version " + block[0] + ", this release knows " + VERSION);
        }
        ByteBuffer fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        return new BlockHeader(fields.getInt(1), fields.getInt(1 + Integer.BYTES));
    }

    void write(byte[] block) {
        block[0] = VERSION;
        ByteBuffer.wrap(block)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1, events)
                .putInt(1 + Integer.BYTES, size);
    }
}
