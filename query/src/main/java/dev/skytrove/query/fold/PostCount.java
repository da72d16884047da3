package dev.skytrove.query.fold;

import dev.skytrove.query.duckdb.Session;
import java.util.List;
import java.util.Optional;

/** Counts posts. */
public final class PostCount implements PostFold<Long>, KeyCounting {
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
    public Optional<KeyCounting> counting() {
        return Optional.of(this);
    }

    @Override
    public List<CountedBy> by() {
        return List.of(CountedBy.HOURS);
    }

    @Override
    public void take(Session session, List<List<KeyCounts>> counts) {
        counts.getFirst().forEach(file -> file.hours((hour, posts) -> count += posts));
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
