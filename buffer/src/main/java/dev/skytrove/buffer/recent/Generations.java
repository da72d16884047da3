package dev.skytrove.buffer.recent;

/**
 * Counts what arrives and divides it into generations, numbered from 1 to 127 and from 1 again. The latest ones together
 * have at least as many members as asked for, and less than a forty-fifth more; up to 96 exactly as many. Not safe for
 * use by several threads.
 */
final class Generations {
    /** The most that are recent beside the current one. */
    static final int MOST = 96;

    private static final int NUMBERS = 127;
    /** How many generations begin from when one is not recent any more, that included, until its number is given again. */
    static final int OLD = NUMBERS - MOST - 1;

    private final int members;
    private final int recent;
    private int current = 1;
    private int arrived;

    /** @param atLeast how many members are recent */
    Generations(int atLeast) {
        this.members = (atLeast + MOST - 1) / MOST;
        this.recent = (atLeast + members - 1) / members;
    }

    /** The largest number of recent members. */
    int most() {
        return members * recent + members - 1;
    }

    /** The number of the generation that whoever arrives next belongs to. */
    int current() {
        return current;
    }

    /**
     * Counts one who has arrived.
     *
     * @return whether a generation is complete, and the next one begins
     */
    boolean arrived() {
        arrived++;
        if (arrived < members) {
            return false;
        }
        arrived = 0;
        current = current == NUMBERS ? 1 : current + 1;
        return true;
    }

    /** Whether a generation is recent: the current one and those before it. */
    boolean isRecent(int generation) {
        int age = current - generation;
        return (age < 0 ? age + NUMBERS : age) <= recent;
    }
}
