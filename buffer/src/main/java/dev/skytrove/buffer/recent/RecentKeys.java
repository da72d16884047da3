package dev.skytrove.buffer.recent;

import dev.skytrove.buffer.AppenderConfig;

/**
 * The fingerprints of the latest events: recognises an event among the last {@code limit} that were added.
 *
 * <p>Fingerprints are compared instead of the keys that they stand for. A new event is taken for one of {@code n}
 * remembered ones with probability n / 2^64: with 4,400,000 of them that is 2.4e-13, at 600 events a second one event
 * in 220 years. An event that was added and is still among the last {@code limit} is always recognised; one that is not
 * may still be, for less than a forty-fifth of {@code limit} more.
 *
 * <p>Memory is the same from the beginning: 7.6 bytes for each of {@code limit} fingerprints, rounded up to multiples of
 * 4 MiB. Not safe for use by several threads.
 */
public final class RecentKeys {
    private final Generations generations;
    private final KeyTable table;

    /** @param limit at most {@link AppenderConfig#MOST_WINDOW} */
    public RecentKeys(int limit) {
        this.generations = new Generations(limit);
        this.table = new KeyTable(generations, generations.most());
    }

    /** Memory held, in bytes. */
    long bytes() {
        return table.bytes();
    }

    boolean contains(long fingerprint) {
        return table.contains(mix(fingerprint));
    }

    /**
     * Remembers a fingerprint, if need be in place of the oldest.
     *
     * @return whether it was new; if not, nothing changed
     */
    public boolean add(long fingerprint) {
        if (!table.add(mix(fingerprint))) {
            return false;
        }
        if (generations.arrived()) {
            table.tidyUp(Generations.OLD);
        }
        return true;
    }

    // Another number for each number, with bits that depend on all bits (Stafford's variant 13 of MurmurHash3's end).
    private static long mix(long fingerprint) {
        long mixed = (fingerprint ^ (fingerprint >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
