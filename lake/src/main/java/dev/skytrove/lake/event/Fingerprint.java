package dev.skytrove.lake.event;

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

    /** The key of a commit. */
    static long ofCommit(String did, String collection, String rkey, String rev, String operation) {
        long state = text(1, did);
        state = text(state, collection);
        state = text(state, rkey);
        state = text(state, rev);
        return avalanche(text(state, operation));
    }

    /** The key of an identity or account event. */
    static long ofAccount(String did, String kind, long seq) {
        return avalanche(word(text(text(2, did), kind), seq));
    }

    /** Of an event without a key that is known: all its bytes. */
    static long ofBytes(byte[] bytes) {
        long state = word(3, bytes.length);
        for (int start = 0; start < bytes.length; start += Long.BYTES) {
            long word = 0;
            for (int i = Math.min(start + Long.BYTES, bytes.length) - 1; i >= start; i--) {
                word = (word << Byte.SIZE) | Byte.toUnsignedLong(bytes[i]);
            }
            state = word(state, word);
        }
        return avalanche(state);
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
