package dev.skytrove.query.fold;

import dev.skytrove.query.duckdb.Session;
import java.util.List;

/** Counts posts. */
public final class PostCount implements PostFold<Long> {
    private long count;

    @Override
    public List<PostColumn> columns() {
        return List.of();
    }

    @Override
    public boolean onlyReads() {
        return true;
    }

    @Override
    public boolean needsKeys() {
        return false;
    }

    @Override
    public void add(Session session) {
        count += session.list("SELECT count(*) FROM matches", row -> row.getLong(1)).getFirst();
    }

    @Override
    public Long end(Session session) {
        return count;
    }
}
