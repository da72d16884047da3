package dev.skytrove.query;

import dev.skytrove.query.admission.Admission;
import dev.skytrove.query.admission.Attempts;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.MemoryArbiter;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.admission.QueryRun;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.duckdb.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs the queries of a process, of which each has a place and a time limit, and carries one out again where that helps. */
final class QueryRunner implements AutoCloseable {
    private final OpenLake lake;
    private final Admission admission;
    private final Attempts attempts;
    private final MemoryArbiter arbiter;

    /** How many exports are open. */
    private final AtomicInteger exports = new AtomicInteger();

    QueryRunner(OpenLake lake) {
        this.lake = lake;
        this.attempts = new Attempts(lake.listings());
        this.admission = new Admission(lake.settings().concurrency(), lake.settings().queue());
        this.arbiter = new MemoryArbiter(lake.settings().concurrency(), () -> exports.get() > 0);
    }

    /** Runs a query when it has a place, which it leaves in the end. */
    <T> CompletableFuture<T> submit(Cancellation cancellation, Function<QueryRun, T> query) {
        QueryRun run = run(cancellation);
        return admission.submit(run, () -> {
            try {
                return query.apply(run);
            } finally {
                admission.leave();
            }
        });
    }

    /**
     * The same of a query that keeps its place, unless it fails, until it leaves.
     *
     * @param query is passed how it leaves: once, however often it is called, also where the query fails after that
     */
    <T> CompletableFuture<T> submitStaying(Cancellation cancellation, BiFunction<QueryRun, Runnable, T> query) {
        QueryRun run = run(cancellation);
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            if (left.compareAndSet(false, true)) {
                admission.leave();
            }
        };
        return admission.submit(run, () -> {
            try {
                return query.apply(run, leave);
            } catch (Throwable e) {
                leave.run();
                throw e;
            }
        });
    }

    private QueryRun run(Cancellation cancellation) {
        QueryRun run = new QueryRun(lake.settings().timeout());
        cancellation.onCancel(() -> run.stop(Reason.CANCELLED));
        return run;
    }

    /** Carries a query out in a session that ends with it. */
    <T> T inSession(QueryRun run, BiFunction<Session, MemoryMode, T> query) {
        return attempt(run, mode -> {
            try (Session session = lake.duckDb().session(run.left())) {
                run.use(session);
                try {
                    return query.apply(session, mode);
                } finally {
                    run.release();
                }
            }
        });
    }

    /** Carries a query out, and again if memory did not suffice or files were gone. */
    <T> T attempt(QueryRun run, Function<MemoryMode, T> query) {
        return Attempts.thriftily(mode -> {
            if (mode == MemoryMode.CAREFUL) {
                lake.hiddenRows().giveWay();
            }
            return arbiter.take(run::left, () -> onWholeLake(() -> query.apply(mode)));
        });
    }

    /** Carries something out, and again if files were gone. */
    <T> T onWholeLake(Supplier<T> query) {
        return attempts.onWholeLake(query);
    }

    /** Carries a part of an export out when it has its turn. */
    void takeTurn(Duration most, Runnable part) {
        arbiter.take(most, () -> {
            part.run();
            return true;
        });
    }

    /** From now on an export takes turns. */
    void exportBegins() {
        exports.incrementAndGet();
    }

    /** It takes no more. */
    void exportEnds() {
        exports.decrementAndGet();
    }

    @Override
    public void close() {
        admission.close();
    }
}
