package dev.skytrove.lake.merge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A checksum of rows in any order: how many, and the sum of their MD5s, modulo 2<sup>64</sup> in each half. Against the
 * disk's and our own mistakes, not against people.
 */
final class RowSum {
    private final MessageDigest md5 = md5();
    private long rows;
    private long high;
    private long low;

    /** Adds a row, as its bytes in Avro's binary form. */
    void add(byte[] bytes, int start, int length) {
        md5.update(bytes, start, length);
        byte[] digest = md5.digest();
        high += number(digest, 0);
        low += number(digest, Long.BYTES);
        rows++;
    }

    /** How many rows were added. */
    long rows() {
        return rows;
    }

    /** Whether the other sum is of the same rows. */
    boolean isSameAs(RowSum other) {
        return rows == other.rows && high == other.high && low == other.low;
    }

    @Override
    public String toString() {
        return "%d rows with the sum %016x%016x".formatted(rows, high, low);
    }

    private static long number(byte[] bytes, int start) {
        long number = 0;
        for (int i = start; i < start + Long.BYTES; i++) {
            number = number << Byte.SIZE | (bytes[i] & 0xff);
        }
        return number;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
