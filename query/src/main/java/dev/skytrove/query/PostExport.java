package dev.skytrove.query;

import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.duckdb.Rows;
import java.util.Optional;

/**
 * A search's result, to be read row by row: whatever could well fail has been done. Used by one thread at a time. Holds
 * a place among the running queries until it is closed.
 */
public final class PostExport implements AutoCloseable {
    private final Rows<PostResult> rows;
    private final Optional<Position> next;
    private final SearchMeta meta;
    private final Runnable end;

    PostExport(Rows<PostResult> rows, Optional<Position> next, SearchMeta meta, Runnable end) {
        this.rows = rows;
        this.next = next;
        this.meta = meta;
        this.end = end;
    }

    /** Steps to the next post; false behind the last one. */
    public boolean advance() {
        return rows.next();
    }

    /** The post stepped to. */
    public PostResult post() {
        return rows.row();
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
    public void close() {
        try (rows) {
            // Rows first, then what they are read from.
        } finally {
            end.run();
        }
    }
}
