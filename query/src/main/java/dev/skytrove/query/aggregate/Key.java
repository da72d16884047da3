package dev.skytrove.query.aggregate;

import java.time.Instant;

/** What the posts of a bucket have in common, in one dimension. */
public sealed interface Key {
    /**
     * A span of time.
     *
     * @param start its first instant
     */
    record Time(Instant start) implements Key {}

    /**
     * Anything else.
     *
     * @param text as {@link ValueDimension} says
     */
    record Value(String text) implements Key {}
}
