package dev.skytrove.ingestor.jetstream;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A message in the making. Of one that is too large it keeps the beginning. */
final class MessageAssembly {
    private static final int KEPT = 64 << 10;

    private final int limit;
    private byte[] bytes = {};
    private int length;
    private boolean begun;
    private boolean tooLarge;

    /** @param limit the largest message to keep whole, in bytes */
    MessageAssembly(int limit) {
        this.limit = limit;
    }

    /** Whether some of the message's fragments, and not the last, are here. */
    boolean isBegun() {
        return begun;
    }

    /** Makes room for a fragment. */
    void begin(long fragment) {
        begun = true;
        tooLarge |= fragment > limit - length;
        int wanted = tooLarge ? Math.max(length, Math.min(KEPT, limit)) : length + (int) fragment;
        if (wanted > bytes.length) {
            bytes = length == 0 ? new byte[wanted] : Arrays.copyOf(bytes, wanted);
        }
    }

    /** Takes the next bytes of the fragment, or skips them if the message is too large. */
    void add(ByteBuf in, int count) {
        int kept = Math.min(count, bytes.length - length);
        in.readBytes(bytes, length, kept);
        in.skipBytes(count - kept);
        length += kept;
    }

    /** The message, which is over with this. */
    byte[] end() {
        byte[] message = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = new byte[0];
        length = 0;
        begun = false;
        tooLarge = false;
        return message;
    }
}
