package dev.skytrove.simulator.v2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A text that grows, in UTF-8. */
final class Utf8Buffer {
    private byte[] bytes = new byte[8192];
    private int length;

    void clear() {
        length = 0;
    }

    /** What was written; valid until the next {@link #clear()}. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    Utf8Buffer ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    Utf8Buffer number(long value) {
        return ascii(Long.toString(value));
    }

    Utf8Buffer copy(ByteBuffer source, EventParts.Slice slice) {
        int more = slice.end() - slice.start();
        ensure(more);
        source.get(slice.start(), bytes, length, more);
        length += more;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
