package dev.skytrove.buffer;

/**
 * A hash table of numbers, each with the generation that it came in: what is too old for the {@link Generations} is not
 * found, and its slots are used again.
 *
 * <p>A number has 56 bits; the low byte of its slot is the generation, so that a slot takes 8 bytes and nothing else is
 * needed. Each number may be in either of two buckets of eight slots. One for which neither has room drives out another,
 * which goes to its own other bucket and so on (cuckoo hashing: Pagh and Rodler, 2001), so the table works at up to 15/16
 * of its size, and a search looks at two places in memory. Not safe for use by several threads.
 */
final class KeyTable {
    private static final int BUCKET = 8;
    private static final int MOST_MOVES = 500;
    private static final long GENERATION = 0xFF;

    private final Generations generations;
    private final int fullBuckets;
    private long[] slots = new long[BUCKET];
    /** Slots that hold something, be it too old. */
    private int used;
    /** Which one of a bucket goes; it only has to vary. */
    private int victim;

    /** @param mostKeys how many numbers are expected at most; with more the table still works */
    KeyTable(Generations generations, int mostKeys) {
        this.generations = generations;
        this.fullBuckets = bucketsFor(mostKeys);
    }

    /** How many buckets are never too full for so many numbers, although some tables get more of them than others. */
    private static int bucketsFor(int keys) {
        return (int) (keys * 1.04 * 8 / 7 / BUCKET) + 1;
    }

    /** Memory held, in bytes. */
    long bytes() {
        return (long) Long.BYTES * slots.length;
    }

    /** @param key its low byte is 0 */
    boolean contains(long key) {
        int slot = find(key);
        return slot >= 0 && isRecent(slots[slot]);
    }

    /**
     * Adds a number, with the current generation.
     *
     * @param key its low byte is 0
     * @return whether it was new; if not, nothing changed
     */
    boolean add(long key) {
        long content = key | generations.current();
        int slot = find(key);
        if (slot >= 0) {
            if (isRecent(slots[slot])) {
                return false;
            }
            slots[slot] = content;
            return true;
        }
        if (used >= slots.length - slots.length / 16) {
            makeRoom();
        }
        insert(content);
        return true;
    }

    /** Frees the slots of what is too old. */
    void tidyUp() {
        used = 0;
        for (int bucket = 0; bucket < slots.length; bucket += BUCKET) {
            used += tidyUp(bucket);
        }
    }

    // A bucket's free slots stay behind those that are used, so that a search ends at the first of them.
    private int tidyUp(int bucket) {
        int kept = 0;
        for (int slot = bucket; slot < bucket + BUCKET && slots[slot] != 0; slot++) {
            long content = slots[slot];
            slots[slot] = 0;
            if (isRecent(content)) {
                slots[bucket + kept++] = content;
            }
        }
        return kept;
    }

    private void makeRoom() {
        tidyUp();
        if (used > slots.length - slots.length / 8) {
            grow();
        }
    }

    private void grow() {
        int buckets = slots.length / BUCKET;
        int next = buckets + buckets / 2 + 1;
        long[] old = slots;
        slots = new long[BUCKET * (buckets < fullBuckets ? Math.min(next, fullBuckets) : next)];
        used = 0;
        for (long content : old) {
            if (content != 0 && isRecent(content)) {
                insert(content);
            }
        }
    }

    private void insert(long content) {
        long homeless = content;
        int from = -1;
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            int first = first(homeless);
            int second = second(homeless);
            int free = free(first, second);
            if (free >= 0) {
                slots[free] = homeless;
                used++;
                return;
            }
            from = first == from ? second : first;
            int place = from + (victim++ & (BUCKET - 1));
            long driven = slots[place];
            slots[place] = homeless;
            homeless = driven;
        }
        grow();
        insert(homeless);
    }

    /** A free slot of the emptier one of two buckets; negative if both are full. */
    private int free(int first, int second) {
        for (int i = 0; i < BUCKET; i++) {
            if (slots[first + i] == 0) {
                return first + i;
            }
            if (slots[second + i] == 0) {
                return second + i;
            }
        }
        return -1;
    }

    /** The slot that holds a number, however old it is; negative if there is none. */
    private int find(long key) {
        int slot = find(key, first(key));
        return slot >= 0 ? slot : find(key, second(key));
    }

    private int find(long key, int bucket) {
        for (int slot = bucket; slot < bucket + BUCKET && slots[slot] != 0; slot++) {
            // Whether it is the number with any generation.
            if (Long.compareUnsigned(slots[slot] - key - 1, GENERATION) < 0) {
                return slot;
            }
        }
        return -1;
    }

    private boolean isRecent(long content) {
        return generations.isRecent((int) (content & GENERATION));
    }

    private int first(long content) {
        return bucket(content >>> Integer.SIZE);
    }

    private int second(long content) {
        return bucket(((content >>> Byte.SIZE) * 0x9E3779B97F4A7C15L) >>> Integer.SIZE);
    }

    /** The first slot of the bucket that belongs to 32 bits. */
    private int bucket(long bits) {
        return (int) ((bits * (slots.length / BUCKET)) >>> Integer.SIZE) * BUCKET;
    }
}
