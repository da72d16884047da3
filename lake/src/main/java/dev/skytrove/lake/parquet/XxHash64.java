package dev.skytrove.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with the seed 0, which Parquet's Bloom filters are made with, after xxHash's specification. Parquet's own library
 * for it works with {@code sun.misc.Unsafe}.
 */
final class XxHash64 {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private static final int STRIPE = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    /** The hash of an array's first bytes. */
    static long of(byte[] bytes, int length) {
        int at = 0;
        long hash = P5;
        if (length >= STRIPE) {
            // The sum of the first two primes.
            long a = 0x60EA27EEADC0B5D6L;
            long b = P2;
            long c = 0;
            long d = -P1;
            for (; at <= length - STRIPE; at += STRIPE) {
                a = round(a, longAt(bytes, at));
                b = round(b, longAt(bytes, at + 8));
                c = round(c, longAt(bytes, at + 16));
                d = round(d, longAt(bytes, at + 24));
            }
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        }
        return finish(rest(hash + length, bytes, at, length));
    }

    private static long rest(long start, byte[] bytes, int from, int length) {
        long hash = start;
        int at = from;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, longAt(bytes, at)), 27) * P1 + P4;
        }
        if (at <= length - Integer.BYTES) {
            long next = Integer.toUnsignedLong((int) INT.get(bytes, at));
            hash = Long.rotateLeft(hash ^ next * P1, 23) * P2 + P3;
            at += Integer.BYTES;
        }
        for (; at < length; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xff) * P5, 11) * P1;
        }
        return hash;
    }

    private static long finish(long start) {
        long hash = (start ^ start >>> 33) * P2;
        hash = (hash ^ hash >>> 29) * P3;
        return hash ^ hash >>> 32;
    }

    private static long round(long sum, long next) {
        return Long.rotateLeft(sum + next * P2, 31) * P1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * P1 + P4;
    }

    private static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
