package dev.skytrove.query.criteria;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in the order of all posts: by {@code sort_at}, then by {@code uri}. New posts do not move it, so a cursor that
 * holds it continues a search. In a {@link Ranking} the rank takes the place of the time, as microseconds since 1970: cursors
 * have one form.
 *
 * @param sortAt in whole microseconds
 * @param uri of the post at this place, or empty for the place before all posts of {@code sortAt}
 */
public record Position(Instant sortAt, String uri) {
    /** Before every post, newest first. */
    public static final Position START = new Position(TimeRange.ALL.end(), "");

    /** Newest first, the place behind all posts from {@code instant} on, before all older ones. */
    public static Position behind(Instant instant) {
        return new Position(instant.minus(1, ChronoUnit.MICROS), "");
    }

    /** The place of a post in a ranking. */
    public static Position ranked(long rank, String uri) {
        return new Position(Instant.EPOCH.plus(rank, ChronoUnit.MICROS), uri);
    }

    /** The rank of a place in a ranking. */
    public long rank() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, sortAt);
    }
}
