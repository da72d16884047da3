package dev.skytrove.query.aggregate;

import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.fold.KeyCounting;
import dev.skytrove.query.fold.PostColumn;
import dev.skytrove.query.fold.PostFold;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fold, of whose end something is made while the session is still there.
 *
 * @param <T> what the fold comes to
 * @param <R> what is made of it
 */
record Then<T, R>(PostFold<T> fold, Step<T, R> step) implements PostFold<R> {
    /** Makes something of the end of a fold. */
    @FunctionalInterface
    interface Step<T, R> {
        R make(Session session, T end);
    }

    @Override
    public List<PostColumn> columns() {
        return fold.columns();
    }

    @Override
    public Map<String, String> features() {
        return fold.features();
    }

    @Override
    public boolean onlyReads() {
        return fold.onlyReads();
    }

    @Override
    public boolean needsKeys() {
        return fold.needsKeys();
    }

    @Override
    public Optional<KeyCounting> counting() {
        return fold.counting();
    }

    @Override
    public void begin(Session session) {
        fold.begin(session);
    }

    @Override
    public void add(Session session) {
        fold.add(session);
    }

    @Override
    public R end(Session session) {
        return step.make(session, fold.end(session));
    }
}
