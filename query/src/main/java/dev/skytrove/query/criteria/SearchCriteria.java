package dev.skytrove.query.criteria;

import dev.skytrove.lake.snapshot.SnapshotName;
import java.util.Optional;

/**
 * A search.
 *
 * @param condition what the posts found meet
 * @param range of their {@code sort_at}
 * @param order of the result; {@link Order#OLDEST} if it has a ranking
 * @param ranking by which the result is ordered instead of by time; empty for {@code order}
 * @param after where the result continues: only posts behind this place
 * @param limit how many posts at most, at least 1
 * @param complete whether an answer without files that cannot be read is refused
 * @param count whether to count all posts that meet it, wherever the result starts and ends
 * @param query a fingerprint of the condition, range and order as they were asked for, which {@link #cursor} holds
 * @param snapshot whose files are searched; empty for those of the lake as it is
 * @param features whether what features say of the posts found is told
 */
public record SearchCriteria(
        Condition condition,
        TimeRange range,
        Order order,
        Optional<Ranking> ranking,
        Position after,
        int limit,
        boolean complete,
        boolean count,
        long query,
        Optional<SnapshotName> snapshot,
        boolean features) {
    /** @throws IllegalArgumentException if {@code limit} is below 1 */
    public SearchCriteria {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is below 1: " + limit);
        }
    }

    /** A search from the start, newest first, that takes what can be read. */
    public SearchCriteria(Condition condition, TimeRange range, int limit) {
        this(condition, range, Order.NEWEST, Optional.empty(), Order.NEWEST.start(), limit, false, false, 0, Optional.empty(), false);
    }

    /** The same search, continued behind a place. */
    public SearchCriteria after(Position place) {
        return new SearchCriteria(condition, range, order, ranking, place, limit, complete, count, query, snapshot, features);
    }

    /** The same with at most so many posts, and how many there are in all. */
    public SearchCriteria counted(int most) {
        return new SearchCriteria(condition, range, order, ranking, after, Math.min(limit, most), complete, true, query, snapshot, features);
    }

    /** The same with another condition. */
    public SearchCriteria with(Condition other) {
        return new SearchCriteria(other, range, order, ranking, after, limit, complete, count, query, snapshot, features);
    }

    /** The same with what features say of the posts found. */
    public SearchCriteria withFeatures() {
        return new SearchCriteria(condition, range, order, ranking, after, limit, complete, count, query, snapshot, true);
    }

    /** The cursor by which a request continues this search behind a place; see {@link Cursor}. */
    public String cursor(Position place) {
        return new Cursor(place, query).encode();
    }
}
