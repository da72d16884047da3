package dev.skytrove.query.criteria;

import java.time.Instant;

/**
 * A range of {@code sort_at}.
 *
 * @param start the first instant in it, in whole microseconds
 * @param end the first instant after it, in whole microseconds, not before {@code start}
 */
public record TimeRange(Instant start, Instant end) {
    /** Every instant that the lake can hold: the years 1 to 9999. */
    public static final TimeRange ALL =
            new TimeRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z"));

    /** @throws IllegalArgumentException if {@code end} is before {@code start} */
    public TimeRange {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end " + end + " is before start " + start);
        }
    }

    /** Whether no instant is in it. */
    public boolean isEmpty() {
        return start.equals(end);
    }
}
