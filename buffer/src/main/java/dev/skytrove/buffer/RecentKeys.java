package dev.skytrove.buffer;

/**
 * The fingerprints of the latest events: recognises an event among the last {@code limit} that were added.
 *
 * <p>Fingerprints are compared instead of the keys that they stand for. A new event is taken for one of {@code n}
 * remembered ones with probability n / 2^64: with 4,400,000 of them that is 2.4e-13, at 600 events a second one event
 * in 220 years. An event that was added and is still among the last {@code limit} is always recognised; one that is not
 * may still be, for less than a sixtieth of {@code limit} more.
 *
 * <p>Memory grows with use up to 10 bytes for each of {@code limit} fingerprints, and by half of a small part at a time:
 * eight bits of a fingerprint choose one of many tables, which hold the other bits. Not safe for use by several threads.
 */
final class RecentKeys {
    private static final int TABLES = 256;
    /** A generation's number is given again after 255 of them. By then all tables were tidied up since it was recent. */
    private static final int TIDIED_AT_ONCE = TABLES / 64;

    private final Generations generations;
    private final KeyTable[] tables = new KeyTable[TABLES];
    private int nextTidied;

    RecentKeys(int limit) {
        this.generations = new Generations(limit);
        for (int i = 0; i < TABLES; i++) {
            tables[i] = new KeyTable(generations, generations.most() / TABLES);
        }
    }

    /** Memory held, in bytes. */
    long bytes() {
        long bytes = 0;
        for (KeyTable table : tables) {
            bytes += table.bytes();
        }
        return bytes;
    }

    boolean contains(long fingerprint) {
        long mixed = mix(fingerprint);
        return table(mixed).contains(mixed << Byte.SIZE);
    }

    /**
     * Remembers a fingerprint, if need be in place of the oldest.
     *
     * @return whether it was new; if not, nothing changed
     */
    boolean add(long fingerprint) {
        long mixed = mix(fingerprint);
        if (!table(mixed).add(mixed << Byte.SIZE)) {
            return false;
        }
        if (generations.arrived()) {
            tidyUp();
        }
        return true;
    }

    private void tidyUp() {
        for (int i = 0; i < TIDIED_AT_ONCE; i++) {
            tables[nextTidied].tidyUp();
            nextTidied = (nextTidied + 1) % TABLES;
        }
    }

    private KeyTable table(long mixed) {
        return tables[(int) (mixed >>> (Long.SIZE - Byte.SIZE))];
    }

    // Another number for each number, with bits that depend on all bits (Stafford's variant 13 of MurmurHash3's end).
    private static long mix(long fingerprint) {
        long mixed = (fingerprint ^ (fingerprint >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
