package dev.skytrove.simulator.json;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Builds one event's JSON as UTF-8, in the form that the real service's encoder (Go's) gives it: no spaces, and
 * {@code &}, {@code <} and {@code >} escaped. Unlike that encoder it lets an unpaired surrogate through, as an escape.
 */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private byte[] bytes = new byte[8192];
    private int length;

    /** Begins anew. */
    public void clear() {
        length = 0;
    }

    /** What was written; valid until the next {@link #clear()}. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** ASCII as it is. */
    public JsonText raw(String ascii) {
        ensure(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** One ASCII character as it is. */
    public JsonText character(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** A whole number. */
    public JsonText number(long value) {
        return raw(Long.toString(value));
    }

    /** A part of a text as it is. */
    public JsonText copy(ByteBuffer source, int start, int end) {
        int more = end - start;
        ensure(more);
        source.get(start, bytes, length, more);
        length += more;
        return this;
    }

    /** A number with leading zeros. */
    public JsonText digits(long value, int count) {
        ensure(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** A string in quotes. */
    public JsonText string(String text) {
        character('"');
        for (int i = 0; i < text.length(); i++) {
            ensure(12);
            char unit = text.charAt(i);
            if (unit < 0x80) {
                ascii(unit);
            } else if (!Character.isSurrogate(unit)) {
                encode(unit);
            } else if (isPairAt(text, i)) {
                encode(text.codePointAt(i));
                i++;
            } else {
                unicodeEscape(unit);
            }
        }
        return character('"');
    }

    private static boolean isPairAt(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private void ascii(char unit) {
        switch (unit) {
            case '"', '\\' -> escape(unit);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            case '&', '<', '>' -> unicodeEscape(unit);
            default -> {
                if (unit < 0x20) {
                    unicodeEscape(unit);
                } else {
                    bytes[length++] = (byte) unit;
                }
            }
        }
    }

    private void escape(char letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }

    private void unicodeEscape(char unit) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) HEX.charAt(unit >> shift & 15);
        }
    }

    private void encode(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | (point >> 6));
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (point >> 12));
            continuation(point >> 6);
        } else {
            bytes[length++] = (byte) (0xf0 | (point >> 18));
            continuation(point >> 12);
            continuation(point >> 6);
        }
        continuation(point);
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
