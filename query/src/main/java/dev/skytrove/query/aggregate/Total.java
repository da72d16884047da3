package dev.skytrove.query.aggregate;

import java.time.Instant;
import java.util.Optional;

/**
 * All posts that were found.
 *
 * @param posts how many
 * @param first the earliest {@code sort_at}, or the start of the span of time that it is in; empty if there is none
 * @param last the same of the latest
 */
record Total(long posts, Optional<Instant> first, Optional<Instant> last) {
    static final Total NONE = new Total(0, Optional.empty(), Optional.empty());

    /** Both together. */
    Total and(Total other) {
        return new Total(
                posts + other.posts,
                earlier(first, other.first, true),
                earlier(last, other.last, false));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other, boolean earlier) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) == earlier ? one : other;
    }
}
