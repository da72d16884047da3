package dev.skytrove.buffer.recent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash table of numbers, each with the generation that it came in: what is too old for the {@link Generations} is not
 * found, and its slots are used again. It has the same size from the beginning, so it never makes garbage or a pause.
 *
 * <p>A number has 64 bits, evenly distributed. It may be in either of two buckets, as large as a line of a
 * processor's cache, which hold nine. One for which neither has room drives out another, which goes to its own other
 * bucket and so on (cuckoo hashing: Pagh and Rodler, 2001; with buckets: Dietzfelbinger and Weidling, 2007).
 *
 * <p>A slot has 7 bytes: the low 48 bits of the number, which one of the two buckets this is, and 7 bits of generation,
 * of which 0 marks a free slot. The high 16 bits are known from the bucket's place: they choose one of 65,536 groups of
 * buckets; for the second bucket they are combined with a hash of the other bits. So all 64 bits are compared, without
 * all being stored. Not safe for use by several threads.
 */
final class KeyTable {
    /** The most numbers that a table can be made for. */
    static final int MOST_KEYS = 280_000_000;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BUCKET_BYTES = 64;
    private static final int SLOT_BYTES = 7;
    private static final int SLOTS = 9;
    private static final int GROUPS = 1 << 16;
    // How many keys all groups together hold in one bucket of each. If more than 96 of 100 slots are used, a new number
    // costs many moves.
    private static final int KEYS_OF_EACH_BUCKET = GROUPS * SLOTS * 96 / 100;
    private static final int MOST_MOVES = 1_000;

    private static final long SLOT = (1L << (SLOT_BYTES * Byte.SIZE)) - 1;
    private static final long REST = (1L << 48) - 1;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final long SECOND = 0x80;
    private static final int GENERATION = 0x7F;

    private final Generations generations;
    private final int groupBuckets;
    private final byte[] slots;
    /** Which one of a bucket goes; it only has to vary. */
    private int victim;
    /** The next bucket to be tidied up, as an offset. */
    private int untidy;

    /** @param mostKeys the most numbers that are recent at a time, at most {@value #MOST_KEYS} */
    KeyTable(Generations generations, int mostKeys) {
        this.generations = generations;
        this.groupBuckets = groupBuckets(mostKeys);
        this.slots = new byte[bytes(mostKeys)];
    }

    /** The memory, in bytes, of a table for so many numbers. */
    static int bytes(int mostKeys) {
        return groupBuckets(mostKeys) * GROUPS * BUCKET_BYTES;
    }

    private static int groupBuckets(int mostKeys) {
        return mostKeys / KEYS_OF_EACH_BUCKET + 1;
    }

    /** Memory held, in bytes. */
    long bytes() {
        return slots.length;
    }

    boolean contains(long key) {
        long rest = key & REST;
        long mixed = mix(rest);
        int group = (int) (key >>> 48);
        return holds(bucket(group, rest), rest << Byte.SIZE)
                || holds(bucket(otherGroup(group, mixed), mixed), rest << Byte.SIZE | SECOND);
    }

    /**
     * Adds a number, with the current generation.
     *
     * @return whether it was new; if not, nothing changed
     * @throws IllegalStateException if there is no room, because more numbers are recent than there may be
     */
    boolean add(long key) {
        long rest = key & REST;
        long mixed = mix(rest);
        int group = (int) (key >>> 48);
        int first = bucket(group, rest);
        int second = bucket(otherGroup(group, mixed), mixed);
        long content = rest << Byte.SIZE;
        if (holds(first, content) || holds(second, content | SECOND)) {
            return false;
        }
        content |= generations.current();
        if (!put(first, content) && !put(second, content | SECOND)) {
            driveOut(first, content);
        }
        return true;
    }

    /** Frees the slots of what is too old, in the next part of the table; {@code parts} calls in a row do all. */
    void tidyUp(int parts) {
        int buckets = slots.length / BUCKET_BYTES / parts + 1;
        for (int i = 0; i < buckets; i++) {
            for (int slot = untidy; slot < untidy + SLOTS * SLOT_BYTES; slot += SLOT_BYTES) {
                if (isFree(get(slot))) {
                    set(slot, 0);
                }
            }
            untidy = (untidy + BUCKET_BYTES) % slots.length;
        }
    }

    /** Whether a bucket has a recent number. */
    private boolean holds(int bucket, long content) {
        for (int slot = bucket; slot < bucket + SLOTS * SLOT_BYTES; slot += SLOT_BYTES) {
            long found = get(slot);
            if ((found ^ content) <= GENERATION && !isFree(found)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a number into a bucket; false if it is full. */
    private boolean put(int bucket, long content) {
        for (int slot = bucket; slot < bucket + SLOTS * SLOT_BYTES; slot += SLOT_BYTES) {
            if (isFree(get(slot))) {
                set(slot, content);
                return true;
            }
        }
        return false;
    }

    /** Puts a number into a full bucket, in place of one that has room elsewhere, or for which another one has. */
    private void driveOut(int bucket, long content) {
        int full = bucket;
        long homeless = content;
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            int slot = full + victim * SLOT_BYTES;
            victim = (victim + 1) % SLOTS;
            long driven = get(slot);
            set(slot, homeless);
            homeless = driven ^ SECOND;
            full = otherBucket(full, driven);
            if (put(full, homeless)) {
                return;
            }
        }
        throw new IllegalStateException("no room for another key in " + slots.length + " bytes of them");
    }

    private int otherBucket(int bucket, long content) {
        long rest = content >>> Byte.SIZE;
        long mixed = mix(rest);
        int other = otherGroup(bucket / BUCKET_BYTES / groupBuckets, mixed);
        return bucket(other, (content & SECOND) == 0 ? mixed : rest);
    }

    /** The second group of a number that is in the first, and the first of one that is in the second. */
    private static int otherGroup(int group, long mixed) {
        return group ^ (int) (mixed >>> 48);
    }

    /** Where the bucket of a group begins that the low 32 bits of a number choose. */
    private int bucket(int group, long bits) {
        int place = (int) (((bits & UNSIGNED_INT) * groupBuckets) >>> Integer.SIZE);
        return (group * groupBuckets + place) * BUCKET_BYTES;
    }

    /** A hash, of 64 bits; Fibonacci hashing, with the best bits at both ends. */
    private static long mix(long rest) {
        long product = rest * 0x9E3779B97F4A7C15L;
        return product ^ (product >>> Integer.SIZE);
    }

    private boolean isFree(long content) {
        int generation = (int) content & GENERATION;
        return generation == 0 || !generations.isRecent(generation);
    }

    private long get(int slot) {
        return (long) LONGS.get(slots, slot) & SLOT;
    }

    // The byte behind a slot belongs to the next one, or to nobody.
    private void set(int slot, long content) {
        LONGS.set(slots, slot, ((long) LONGS.get(slots, slot) & ~SLOT) | content);
    }
}
