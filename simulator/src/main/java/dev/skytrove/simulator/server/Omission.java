package dev.skytrove.simulator.server;

/**
 * Events that are left out on every connection, and nobody is told: each whose place in the history, counted from 0,
 * leaves a remainder.
 *
 * @param every the divisor, at least 1, or 0 to leave out nothing
 * @param offset the remainder
 */
public record Omission(long every, long offset) {
    /** Nothing is left out. */
    public static final Omission NONE = new Omission(0, 0);

    /** @throws IllegalArgumentException if no number leaves such a remainder */
    public Omission {
        boolean none = every == 0 && offset == 0;
        if (!none && (every < 1 || offset < 0 || offset >= every)) {
            throw new IllegalArgumentException("no number leaves " + offset + " of " + every);
        }
    }

    boolean leavesOut(long index) {
        return every > 0 && index % every == offset;
    }
}
