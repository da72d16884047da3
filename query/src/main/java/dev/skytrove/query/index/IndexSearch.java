package dev.skytrove.query.index;

import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.IndexListings;
import dev.skytrove.query.files.LocalFiles;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The word indexes for one query, which lists them once, if at all. Used by one thread at a time. */
public final class IndexSearch {
    private final KnownIndexes known;
    private final ObjectStore store;
    private final LocalFiles files;
    private final Session session;
    private final long mostBytes;
    private Optional<Supplier<IndexListing>> listing = Optional.empty();

    /**
     * Knows of none yet.
     *
     * @param known what the process knows
     * @param files where indexes are read from
     * @param session of the query
     * @param mostBytes how large those that are looked at together may be
     */
    public IndexSearch(KnownIndexes known, ObjectStore store, LocalFiles files, Session session, long mostBytes) {
        this.known = known;
        this.store = store;
        this.files = files;
        this.session = session;
        this.mostBytes = mostBytes;
    }

    /** Begins to list them, if they can tell anything of posts that meet a condition. */
    public void begin(Condition condition, Instant start) {
        if (listing.isEmpty() && IndexedPosts.isUseful(Needed.of(condition)) && !known.areMistrusted()) {
            listing = Optional.of(IndexListings.begin(store, start));
        }
    }

    /**
     * Finds the rows that can meet a condition.
     *
     * @param range of the query, within the one that was begun with
     * @param order in which it goes through the range
     */
    public RowFinder finder(Condition condition, TimeRange range, Order order) {
        Needed needed = Needed.of(condition);
        begin(condition, range.start());
        if (listing.isEmpty() || !IndexedPosts.isUseful(needed)) {
            return RowFinder.ANY;
        }
        return new IndexedPosts(known, files, session, needed, listing.orElseThrow(), range, order, mostBytes);
    }
}
