package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/**
 * Tells whether bytes are UTF-8 (RFC 3629). The parser looks less closely at what it skips than at what it reads, and
 * an event that its header takes must not fail in its row.
 */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(ByteSlice slice) {
        byte[] bytes = slice.array();
        int end = slice.end();
        for (int i = afterAscii(bytes, slice.start(), end); i < end; i = afterAscii(bytes, i, end)) {
            int length = sequence(bytes, i, end);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Whether all bytes of a range are ASCII. */
    static boolean isAscii(byte[] bytes, int start, int end) {
        return afterAscii(bytes, start, end) == end;
    }

    private static int afterAscii(byte[] bytes, int start, int end) {
        int i = start;
        while (i + Long.BYTES <= end && (LittleEndian.getLong(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The length of the sequence that starts with the byte at {@code start}, or 0 if it is not well-formed. */
    private static int sequence(byte[] bytes, int start, int end) {
        int lead = Byte.toUnsignedInt(bytes[start]);
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || start + length > end) {
            return 0;
        }
        int codePoint = lead & (0x7F >> length);
        for (int i = start + 1; i < start + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
            codePoint = (codePoint << 6) | (bytes[i] & 0x3F);
        }
        return isScalar(codePoint, length) ? length : 0;
    }

    /** Neither written longer than it need be, nor a surrogate, nor beyond Unicode. */
    private static boolean isScalar(int codePoint, int length) {
        return switch (length) {
            case 2 -> true;
            case 3 -> codePoint >= 0x800 && !Character.isSurrogate((char) codePoint);
            default -> codePoint >= 0x10000 && codePoint <= Character.MAX_CODE_POINT;
        };
    }
}
