package dev.skytrove.lake.event;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a hash of 64 bits under a secret key of 128 bits. Who does not know the
 * key cannot find two inputs with the same hash. Used again for one input after the other, by one thread.
 */
final class SipHash {
    private final FingerprintKey key;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private int words;

    SipHash(FingerprintKey key) {
        this.key = key;
    }

    /** Begins an input. */
    SipHash begin() {
        v0 = key.first() ^ 0x736f6d6570736575L;
        v1 = key.second() ^ 0x646f72616e646f6dL;
        v2 = key.first() ^ 0x6c7967656e657261L;
        v3 = key.second() ^ 0x7465646279746573L;
        words = 0;
        return this;
    }

    /** Adds eight bytes to the input, the first one lowest. */
    void word(long word) {
        words++;
        mix(word);
    }

    /** Adds the last bytes of the input, and ends it. */
    long end(byte[] bytes, int start, int end) {
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            word(LittleEndian.getLong(bytes, i));
        }
        long rest = 0;
        for (int last = end - 1; last >= i; last--) {
            rest = (rest << Byte.SIZE) | Byte.toUnsignedLong(bytes[last]);
        }
        return end(rest, end - i);
    }

    /** Ends the input. */
    long end() {
        return end(0, 0);
    }

    private long end(long rest, int length) {
        mix(rest | ((long) (words * Long.BYTES + length) << 56));
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void mix(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private void round() {
        long a = v0 + v1;
        long b = Long.rotateLeft(v1, 13) ^ a;
        a = Long.rotateLeft(a, 32);
        long c = v2 + v3;
        long d = Long.rotateLeft(v3, 16) ^ c;
        a += d;
        v3 = Long.rotateLeft(d, 21) ^ a;
        c += b;
        v1 = Long.rotateLeft(b, 17) ^ c;
        v0 = a;
        v2 = Long.rotateLeft(c, 32);
    }
}
