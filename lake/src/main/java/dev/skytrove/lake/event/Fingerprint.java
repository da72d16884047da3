package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/**
 * A 64-bit hash of an event's duplicate key.
 *
 * <p>A state goes through the words of the key one by one, with the step that xxHash64 (public domain) applies to the
 * last words of its input, and at the end through that hash's avalanche. A text is its length, then its UTF-16 units,
 * four to a word, the first lowest; lengths keep ("ab", "c") apart from ("a", "bc").
 *
 * <p>Fingerprints are persisted: a change of this class makes every replayed event look new once, so it never changes.
 */
final class Fingerprint {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;

    private Fingerprint() {}

    /** The key of a commit, whose texts but for the operation are {@link TextSpan}s of its frame. */
    static long ofCommit(byte[] json, long did, long collection, long rkey, long rev, String operation) {
        long state = text(1, json, did);
        state = text(state, json, collection);
        state = text(state, json, rkey);
        state = text(state, json, rev);
        return avalanche(text(state, operation));
    }

    /** The key of an identity or account event, whose account is a {@link TextSpan} of its frame. */
    static long ofAccount(byte[] json, long did, String kind, long seq) {
        return avalanche(word(text(text(2, json, did), kind), seq));
    }

    /** Of an event without a key that is known: all its bytes. */
    static long ofBytes(ByteSlice bytes) {
        long state = word(3, bytes.length());
        for (int start = bytes.start(); start < bytes.end(); start += Long.BYTES) {
            long word = 0;
            for (int i = Math.min(start + Long.BYTES, bytes.end()) - 1; i >= start; i--) {
                word = (word << Byte.SIZE) | Byte.toUnsignedLong(bytes.array()[i]);
            }
            state = word(state, word);
        }
        return avalanche(state);
    }

    /** Of ASCII, which nearly all keys are, the bytes are the units. */
    private static long text(long before, byte[] json, long span) {
        int start = TextSpan.start(span);
        int end = TextSpan.end(span);
        if (TextSpan.isEscaped(span) || !Utf8.isAscii(json, start, end)) {
            return text(before, TextSpan.decode(json, span));
        }
        long state = word(before, end - start);
        int i = start;
        for (; i + Integer.BYTES <= end; i += Integer.BYTES) {
            state = word(state, units(LittleEndian.getInt(json, i)));
        }
        long rest = 0;
        for (int last = end - 1; last >= i; last--) {
            rest = (rest << 16) | json[last];
        }
        return i < end ? word(state, rest) : state;
    }

    /** Four units of one byte each, with 16 bits each. */
    private static long units(int bytes) {
        long pairs = (bytes | ((long) bytes << 16)) & 0x0000_FFFF_0000_FFFFL;
        return (pairs | (pairs << 8)) & 0x00FF_00FF_00FF_00FFL;
    }

    private static long text(long before, String text) {
        int length = text.length();
        long state = word(before, length);
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long low = text.charAt(i) | ((long) text.charAt(i + 1) << 16);
            long high = text.charAt(i + 2) | ((long) text.charAt(i + 3) << 16);
            state = word(state, low | (high << 32));
        }
        long rest = 0;
        for (int last = length - 1; last >= i; last--) {
            rest = (rest << 16) | text.charAt(last);
        }
        return i < length ? word(state, rest) : state;
    }

    private static long word(long state, long word) {
        long mixed = Long.rotateLeft(word * PRIME_2, 31) * PRIME_1;
        return Long.rotateLeft(state ^ mixed, 27) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long state) {
        long hash = (state ^ (state >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }
}
