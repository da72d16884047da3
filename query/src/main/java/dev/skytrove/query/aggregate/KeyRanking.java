package dev.skytrove.query.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many posts keys have together, where each is a part of some bytes that stay where they are: there may be hundreds of
 * thousands. Keys have numbers in the order in which they come.
 */
final class KeyRanking {
    private static final int FIRST_SLOTS = 1 << 10;

    /** A prime: numbers below it are multiplied without a remainder getting lost. */
    private static final long PRIME = (1L << 61) - 1;

    private static final int PART = Integer.BYTES;

    /** The number of a key that is not there. */
    static final int NONE = -1;

    /** Secret: strangers choose the keys, and would choose some that all fall into one slot. */
    private final long factor = ThreadLocalRandom.current().nextLong(1L << 32, PRIME);

    /** One more than the number of the key in the slot; 0 in a free one. */
    private int[] slots = new int[FIRST_SLOTS];

    private byte[][] bytes = new byte[FIRST_SLOTS / 2][];
    private int[] from = new int[FIRST_SLOTS / 2];
    private int[] to = new int[FIRST_SLOTS / 2];
    private long[] posts = new long[FIRST_SLOTS / 2];
    private int size;

    /** Adds posts of a key. */
    void add(byte[] key, int start, int end, long some) {
        int slot = slot(key, start, end);
        if (slots[slot] == 0) {
            if (size == posts.length) {
                grow();
                slot = slot(key, start, end);
            }
            bytes[size] = key;
            from[size] = start;
            to[size] = end;
            slots[slot] = ++size;
        }
        posts[slots[slot] - 1] += some;
    }

    /** The number of a key, or {@link #NONE}. */
    int find(byte[] key, int start, int end) {
        return slots[slot(key, start, end)] - 1;
    }

    /** How many keys there are. */
    int size() {
        return size;
    }

    /** How many posts a key has. */
    long posts(int number) {
        return posts[number];
    }

    /** The bytes of a key. */
    byte[] key(int number) {
        return Arrays.copyOfRange(bytes[number], from[number], to[number]);
    }

    /**
     * The numbers of the keys with the most posts; of those with as many, of the first in order.
     *
     * @param most how many at most
     * @param order of the bytes of keys
     */
    List<Integer> top(int most, Comparator<byte[]> order) {
        Comparator<Integer> worst = Comparator.<Integer>comparingLong(number -> posts[number])
                .thenComparing(this::key, order.reversed());
        PriorityQueue<Integer> top = new PriorityQueue<>(worst);
        for (int number = 0; number < size; number++) {
            if (top.size() < most) {
                top.add(number);
            } else if (worst.compare(number, top.element()) > 0) {
                top.remove();
                top.add(number);
            }
        }
        return new ArrayList<>(top);
    }

    private int slot(byte[] key, int start, int end) {
        long hash = hash(key, start, end);
        int slot = (int) (hash ^ (hash >>> Integer.SIZE)) & (slots.length - 1);
        while (slots[slot] != 0 && !isKey(slots[slot] - 1, key, start, end)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** A polynomial of the key's length and parts: of two keys it is the same for hardly any factor. */
    private long hash(byte[] key, int start, int end) {
        long hash = (long) end - start;
        for (int i = start; i < end; i += PART) {
            long part = 0;
            for (int j = i; j < Math.min(end, i + PART); j++) {
                part = (part << Byte.SIZE) | (key[j] & 0xff);
            }
            hash = product(hash + part, factor);
        }
        return hash;
    }

    /** The remainder of a product by the prime: what is above its 61 bits counts like what is in them. */
    private static long product(long one, long other) {
        long low = one * other;
        long high = Math.multiplyHigh(one, other);
        long sum = (low & PRIME) + ((low >>> 61) | (high << 3));
        return (sum & PRIME) + (sum >>> 61);
    }

    private boolean isKey(int number, byte[] key, int start, int end) {
        return Arrays.equals(bytes[number], from[number], to[number], key, start, end);
    }

    private void grow() {
        int capacity = 2 * posts.length;
        bytes = Arrays.copyOf(bytes, capacity);
        from = Arrays.copyOf(from, capacity);
        to = Arrays.copyOf(to, capacity);
        posts = Arrays.copyOf(posts, capacity);
        slots = new int[2 * capacity];
        for (int number = 0; number < size; number++) {
            slots[slot(bytes[number], from[number], to[number])] = number + 1;
        }
    }
}
