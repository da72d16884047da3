package dev.skytrove.lake.index;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Generations of what is made anew as a whole: indexes and digests. Nothing of ours comes near the last one that a name can
 * have, but a stranger may write such a name. Then there is no next one: what is made anew takes the first that is free, and
 * whatever is above it goes once that is there.
 */
final class IndexGenerations {
    /** The last that a name can have. */
    static final int LAST = 999_999_999;

    private IndexGenerations() {}

    /**
     * That of what is to supersede others, or to take their place.
     *
     * @param listed those of the others
     */
    static int next(Collection<Integer> listed) {
        int newest = listed.stream().mapToInt(Integer::intValue).max().orElse(-1);
        if (newest < LAST) {
            return newest + 1;
        }
        Set<Integer> taken = new HashSet<>(listed);
        int free = 0;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    /** @throws IllegalArgumentException if no name can have it */
    static void require(int generation) {
        if (generation < 0 || generation > LAST) {
            throw new IllegalArgumentException("no generation: " + generation);
        }
    }
}
