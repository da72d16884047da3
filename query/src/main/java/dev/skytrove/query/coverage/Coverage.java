package dev.skytrove.query.coverage;

import dev.skytrove.lake.coverage.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What is certified of the hours of a range.
 *
 * @param complete how many are certified complete
 * @param incomplete how many are not, since something is missing or suspected to
 * @param unknown of how many nobody wrote down what was read, or which are still being read
 * @param unjudged how many more hours, the oldest, were not looked at
 * @param stretches those that are not complete, the newest first: hours of the same state that follow each other are one
 * @param truncated whether there are more stretches
 */
public record Coverage(
        int complete, int incomplete, int unknown, long unjudged, List<Stretch> stretches, boolean truncated) {
    /** Takes a copy. */
    public Coverage {
        stretches = List.copyOf(stretches);
    }

    /**
     * Hours that follow each other.
     *
     * @param start of the first
     * @param end of the last
     */
    public record Stretch(Instant start, Instant end, Verdict.State state) {}

    /** Whether every hour of the range is certified complete. */
    public boolean isComplete() {
        return incomplete == 0 && unknown == 0 && unjudged == 0;
    }
}
