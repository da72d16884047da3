package dev.skytrove.buffer;

import java.util.Arrays;

/**
 * The fingerprints of the latest events: recognises an event among the last {@code limit} that were added.
 *
 * <p>Fingerprints are compared instead of the keys that they stand for. A new event is taken for one of {@code n}
 * remembered ones with probability n / 2^64: with 4,400,000 of them that is 2.4e-13, at 600 events a second one event
 * in 220 years. An event that was added and is still among the last {@code limit} is always recognised.
 *
 * <p>Memory grows with use up to at most 18 bytes for each of {@code limit} fingerprints: 8 in a ring in the order of
 * arrival, up to 10 in a hash table with linear probing, whose slots hold places in the ring. The bits of a slot that no
 * place needs hold some of the fingerprint, so that a search seldom looks into the ring in vain. Not safe for use by
 * several threads.
 */
final class RecentKeys {
    private static final int INITIAL = 1 << 10;

    private final int limit;
    private long[] ring;
    private int oldest;
    private int size;
    /** 0 is a free slot, else the low bits are a place in the ring, plus one, and the others a part of the fingerprint. */
    private int[] slots;
    private int placeBits;

    RecentKeys(int limit) {
        this.limit = limit;
        this.ring = new long[Math.min(limit, INITIAL)];
        this.slots = new int[slotsFor(ring.length)];
        this.placeBits = bitsFor(ring.length);
    }

    /** How many are remembered. */
    int size() {
        return size;
    }

    /** Memory held, in bytes. */
    long bytes() {
        return (long) Long.BYTES * ring.length + (long) Integer.BYTES * slots.length;
    }

    boolean contains(long fingerprint) {
        return slots[find(fingerprint)] != 0;
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
        int place = (int) ((oldest + (long) size) % ring.length);
        ring[place] = fingerprint;
        size++;
        insert(place);
        return true;
    }

    private void makeRoom() {
        if (size == limit) {
            closeGap(find(ring[oldest]));
            oldest = (oldest + 1) % ring.length;
            size--;
        } else if (size == ring.length) {
            grow();
        }
    }

    // Only a full ring that never wrapped grows, and the old hash table goes before anything new comes: the peak of
    // memory is about that of the final size.
    private void grow() {
        slots = new int[0];
        ring = Arrays.copyOf(ring, (int) Math.min(limit, 2L * ring.length));
        slots = new int[slotsFor(ring.length)];
        placeBits = bitsFor(ring.length);
        for (int place = 0; place < size; place++) {
            insert(place);
        }
    }

    private void insert(int place) {
        long fingerprint = ring[place];
        slots[find(fingerprint)] = tag(fingerprint) | (place + 1);
    }

    // Moves what was displaced past the gap into it, so that no search ends before what it looks for.
    private void closeGap(int removed) {
        int mask = slots.length - 1;
        int gap = removed;
        for (int next = (gap + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            int displacement = (next - home(ring[place(slots[next])])) & mask;
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
        int tag = tag(fingerprint);
        int slot = home(fingerprint);
        while (slots[slot] != 0 && !holds(slots[slot], tag, fingerprint)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int content, int tag, long fingerprint) {
        return (content >>> placeBits) == (tag >>> placeBits) && ring[place(content)] == fingerprint;
    }

    private int place(int content) {
        return (content & ((1 << placeBits) - 1)) - 1;
    }

    /** Some bits of a fingerprint, above those of a place. They are none of those that choose its slot. */
    private int tag(long fingerprint) {
        return (int) fingerprint << placeBits;
    }

    private int home(long fingerprint) {
        return (int) ((fingerprint * 0x9E3779B97F4A7C15L) >>> (64 - Integer.numberOfTrailingZeros(slots.length)));
    }

    /** Bits that hold any number from 0 to {@code places}. */
    private static int bitsFor(int places) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(places);
    }

    /** The smallest power of two that stays at most four fifths full. */
    private static int slotsFor(int keys) {
        return Math.max(16, Integer.highestOneBit((int) Math.min(1 << 29, keys + keys / 4L)) << 1);
    }
}
