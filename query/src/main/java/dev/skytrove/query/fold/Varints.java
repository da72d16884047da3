package dev.skytrove.query.fold;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Reads numbers of seven bits a byte, the lowest first. */
final class Varints {
    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private final byte[] bytes;
    private int position;

    Varints(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** @param number not negative */
    static void write(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left >= MORE) {
            out.write((int) left | MORE);
            left >>>= BITS;
        }
        out.write((int) left);
    }

    /** Small ones of either sign are short. */
    static void writeSigned(ByteArrayOutputStream out, long number) {
        write(out, (number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    int position() {
        return position;
    }

    long next() {
        long number = 0;
        for (int shift = 0; ; shift += BITS) {
            byte part = bytes[position++];
            number |= (long) (part & (MORE - 1)) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }

    long nextSigned() {
        long number = next();
        return (number >>> 1) ^ -(number & 1);
    }

    byte[] bytes(int length) {
        byte[] some = Arrays.copyOfRange(bytes, position, position + length);
        skip(length);
        return some;
    }

    void skip(int length) {
        position += length;
    }
}
