package dev.skytrove.query.admission;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One query from its arrival on: has a time by which it is answered, whatever it waits for until then, and may be stopped
 * at any moment, by any thread.
 */
public final class QueryRun {
    private final long deadline;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicReference<Reason> reason = new AtomicReference<>();
    private Optional<Session> session = Optional.empty();

    /** @param limit how long it may take, from now on */
    public QueryRun(Duration limit) {
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** How long it may still take; one millisecond at least. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** Ends it, wherever it is. The first reason counts. */
    public void stop(Reason why) {
        if (reason.compareAndSet(null, why)) {
            stopSession(why);
            stopped.completeExceptionally(new QueryStoppedException(why, null));
        }
    }

    /** Has something done when it is stopped; at once if it is. */
    void onStop(Runnable action) {
        var _ = stopped.whenComplete((nothing, why) -> action.run());
    }

    /** Why it was stopped; empty if it was not. */
    Optional<Reason> stopped() {
        return Optional.ofNullable(reason.get());
    }

    /** Carries it out on this thread. */
    <T> T carryOut(Supplier<T> query) {
        return Waits.until(stopped, query);
    }

    /** It uses this session from now on. */
    public synchronized void use(Session used) {
        session = Optional.of(used);
        stopped().ifPresent(this::stopSession);
    }

    /** A stop is not to reach its session any more; before that is closed. */
    public synchronized void release() {
        session = Optional.empty();
    }

    private synchronized void stopSession(Reason why) {
        session.ifPresent(used -> {
            used.stop(why);
            // Again and again: DuckDB forgets what comes while a statement is only about to run.
            used.limit(Duration.ZERO, () -> {});
        });
    }
}
