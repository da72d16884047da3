package dev.skytrove.query.aggregate;

import java.util.List;
import java.util.Optional;

/**
 * One way to count posts.
 *
 * @param by none for all posts together; at most two, different ones, and at most one of time
 */
public record Aggregation(List<Dimension> by) {
    static final int MOST_DIMENSIONS = 2;

    /** @throws IllegalArgumentException if there are too many, or the same one or time twice */
    public Aggregation {
        by = List.copyOf(by);
        boolean same = by.stream().map(dimension -> dimension.column("")).distinct().count() < by.size();
        if (by.size() > MOST_DIMENSIONS || same || by.stream().filter(TimeDimension.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("no dimensions of one aggregation: " + by);
        }
    }

    /** The dimension of time, if it has one. */
    Optional<TimeDimension> time() {
        return by.stream().filter(TimeDimension.class::isInstance).map(TimeDimension.class::cast).findFirst();
    }

    /** All other dimensions. */
    List<KeyDimension> values() {
        return by.stream().filter(KeyDimension.class::isInstance).map(KeyDimension.class::cast).toList();
    }
}
