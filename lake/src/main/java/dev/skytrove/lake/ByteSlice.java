package dev.skytrove.lake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes in a part of an array that they may share with others, so that a million small things need not be a million
 * arrays. Nobody changes them any more.
 *
 * @param array holds them
 * @param start the index of the first
 * @param end the index behind the last
 */
@SuppressWarnings("ArrayRecordComponent") // carried from socket to socket, never compared
public record ByteSlice(byte[] array, int start, int end) {
    /** All of an array. */
    public static ByteSlice of(byte[] array) {
        return new ByteSlice(array, 0, array.length);
    }

    /** How many bytes there are. */
    public int length() {
        return end - start;
    }

    /** The bytes alone: the array itself if it holds no others, else a copy. */
    public byte[] toArray() {
        return length() == array.length ? array : first(length());
    }

    /** A copy of the first so many bytes; of all if there are no more. */
    public byte[] first(int limit) {
        return Arrays.copyOfRange(array, start, start + Math.min(limit, length()));
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(array, start, length(), StandardCharsets.UTF_8);
    }
}
