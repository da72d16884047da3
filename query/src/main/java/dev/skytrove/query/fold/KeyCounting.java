package dev.skytrove.query.fold;

import dev.skytrove.query.duckdb.Session;
import java.util.List;

/**
 * What a {@link PostFold} is that only counts posts by keys and by spans of whole hours: it does not see the posts then, but
 * how many each file has.
 */
public interface KeyCounting {
    /** What it counts by; several counts at once. */
    List<CountedBy> by();

    /**
     * Takes the counts, instead of {@link PostFold#add}, after {@link PostFold#begin}.
     *
     * @param counts of each file and, where it is in the range in part, of that part; for each of {@link #by}
     */
    void take(Session session, List<List<KeyCounts>> counts);
}
