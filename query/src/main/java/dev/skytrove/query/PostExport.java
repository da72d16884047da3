package dev.skytrove.query;

import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.util.Optional;

/**
 * A search's result, to be read row by row: whatever could well fail has been done. Read by one thread at a time. Holds
 * a place among the running queries until it is closed, which any thread may do, any number of times; it closes itself
 * when it has been open for as long as {@link QuerySettings#streamTimeout} allows.
 */
public final class PostExport implements AutoCloseable {
    private final SortedPosts posts;
    private final Optional<Position> next;
    private final SearchMeta meta;
    private final Runnable end;
    private boolean closed;

    PostExport(SortedPosts posts, Optional<Position> next, SearchMeta meta, Runnable end) {
        this.posts = posts;
        this.next = next;
        this.meta = meta;
        this.end = end;
    }

    /**
     * Steps to the next post; false behind the last one.
     *
     * @throws QueryStoppedException if it is closed
     */
    public synchronized boolean advance() {
        requireOpen();
        return posts.advance();
    }

    /**
     * The post stepped to.
     *
     * @throws QueryStoppedException if it is closed
     */
    public synchronized PostResult post() {
        requireOpen();
        return posts.post();
    }

    /** Where the next part of the result starts; empty if this one is the last. */
    public Optional<Position> next() {
        return next;
    }

    /** How it came about. */
    public SearchMeta meta() {
        return meta;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (posts) {
            // Posts first, then what they are read from.
        } finally {
            end.run();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new QueryStoppedException(Reason.CANCELLED, null);
        }
    }
}
