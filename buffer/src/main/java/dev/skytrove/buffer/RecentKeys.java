package dev.skytrove.buffer;

import java.util.Arrays;

/**
 * The fingerprints of the latest events: recognises an event among the last {@code limit} that were added.
 *
 * <p>Fingerprints are compared instead of the keys that they stand for. A new event is taken for one of {@code n}
 * remembered ones with probability n / 2^64: with 4,400,000 of them that is 2.4e-13, at 600 events a second one event
 * in 220 years. An event that was added and is still among the last {@code limit} is always recognised.
 *
 * <p>Memory grows with use up to at most 28 bytes for each of {@code limit} fingerprints: 8 in a ring in the order
 * of arrival, up to 20 in a hash table with linear probing. Not safe for use by several threads.
 */
final class RecentKeys {
    private static final int INITIAL = 1 << 10;

    private final int limit;
    private long[] ring;
    private int oldest;
    private int size;
    // 0 marks a free slot, so the fingerprint 0 is remembered apart.
    private long[] slots;
    private boolean holdsZero;

    RecentKeys(int limit) {
        this.limit = limit;
        this.ring = new long[Math.min(limit, INITIAL)];
        this.slots = new long[slotsFor(ring.length)];
    }

    /** How many are remembered. */
    int size() {
        return size;
    }

    /** Memory held, in bytes. */
    long bytes() {
        return 8L * (ring.length + slots.length);
    }

    boolean contains(long fingerprint) {
        return fingerprint == 0 ? holdsZero : slots[find(fingerprint)] == fingerprint;
    }

    /**
     * Remembers a fingerprint, if need be in place of the oldest.
     *
     * @return whether it was new; if not, nothing changed
     */
    boolean add(long fingerprint) {
        if (contains(fingerprint)) {
            return false;
        }
        makeRoom();
        ring[(int) ((oldest + (long) size) % ring.length)] = fingerprint;
        size++;
        insert(fingerprint);
        return true;
    }

    private void makeRoom() {
        if (size == limit) {
            remove(ring[oldest]);
            oldest = (oldest + 1) % ring.length;
            size--;
        } else if (size == ring.length) {
            grow();
        }
    }

    // Only a full ring that never wrapped grows, and the old hash table goes before the new one comes: the peak of
    // memory is that of the final size.
    private void grow() {
        ring = Arrays.copyOf(ring, (int) Math.min(limit, 2L * ring.length));
        if (slotsFor(ring.length) != slots.length) {
            slots = new long[0];
            slots = new long[slotsFor(ring.length)];
            for (int i = 0; i < size; i++) {
                insert(ring[i]);
            }
        }
    }

    private void insert(long fingerprint) {
        if (fingerprint == 0) {
            holdsZero = true;
        } else {
            slots[find(fingerprint)] = fingerprint;
        }
    }

    private void remove(long fingerprint) {
        if (fingerprint == 0) {
            holdsZero = false;
        } else {
            closeGap(find(fingerprint));
        }
    }

    // Moves what was displaced past the gap into it, so that no search ends before what it looks for.
    private void closeGap(int removed) {
        int mask = slots.length - 1;
        int gap = removed;
        for (int next = (gap + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            int displacement = (next - home(slots[next])) & mask;
            if (displacement >= ((next - gap) & mask)) {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = 0;
    }

    /** The slot that holds a fingerprint, or the free one where it belongs. */
    private int find(long fingerprint) {
        int mask = slots.length - 1;
        int slot = home(fingerprint);
        while (slots[slot] != 0 && slots[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long fingerprint) {
        return (int) ((fingerprint * 0x9E3779B97F4A7C15L) >>> (64 - Integer.numberOfTrailingZeros(slots.length)));
    }

    /** The smallest power of two that stays at most four fifths full. */
    private static int slotsFor(int keys) {
        return Math.max(16, Integer.highestOneBit((int) Math.min(1 << 29, keys + keys / 4L)) << 1);
    }
}
