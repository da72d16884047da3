package dev.skytrove.query.admission;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.tasks.GuardedTask;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets in so many queries at once, so many more wait, and whoever comes then is sent away at once (I5). Never blocks its
 * callers. Queries run on threads of the platform: one in native code would hold up virtual ones of others.
 */
public final class Admission implements AutoCloseable {
    /**
     * How long a query that was stopped may take to notice: DuckDB looks up only between two vectors of rows. Then whoever
     * waits for it is answered all the same, and only its place is taken until it ends.
     */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int queue;
    private final Duration grace;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Deque<Waiter<?>> waiting = new ArrayDeque<>();
    private int places;

    /**
     * @param concurrency how many run at once
     * @param queue how many more may wait
     */
    public Admission(int concurrency, int queue) {
        this(concurrency, queue, GRACE);
    }

    /** The same with another grace. */
    Admission(int concurrency, int queue, Duration grace) {
        this.places = concurrency;
        this.queue = queue;
        this.grace = grace;
        this.threads =
                Executors.newFixedThreadPool(concurrency, Thread.ofPlatform().daemon().name("query-", 1).factory());
        this.deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("query-deadline").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Has a query carried out, as soon as there is a place, which {@link #leave} is to give back.
     *
     * @return what becomes of it; failed with an {@link OverloadedException} if no place becomes free in its time, and with a
     *     {@link QueryStoppedException} soon after its time, also where it goes on. What it makes then is closed, if it can be
     * @throws OverloadedException if as many wait as may
     */
    public <T> CompletableFuture<T> submit(QueryRun run, Supplier<T> query) {
        Waiter<T> waiter = new Waiter<>(run, query);
        if (!enter(waiter)) {
            throw new OverloadedException("too many queries wait already");
        }
        Duration left = run.left();
        var deadline = after(left, "a query's deadline", () -> run.stop(Reason.TIMEOUT));
        var end = after(left.plus(grace), "the answer to a query behind its deadline", waiter::abandon);
        run.onStop(() -> giveUp(waiter));
        return waiter.result.whenComplete((done, failure) -> {
            deadline.cancel(false);
            end.cancel(false);
        });
    }

    private ScheduledFuture<?> after(Duration time, String name, Runnable task) {
        return deadlines.schedule(new GuardedTask(name, task), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives a place back, to the one who has waited longest. */
    public synchronized void leave() {
        Waiter<?> next = waiting.poll();
        if (next == null) {
            places++;
        } else {
            begin(next);
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        threads.shutdown();
    }

    private synchronized boolean enter(Waiter<?> waiter) {
        if (places > 0) {
            places--;
            begin(waiter);
        } else if (waiting.size() < queue) {
            waiting.add(waiter);
        } else {
            return false;
        }
        return true;
    }

    // Without memory no thread begins: whoever asked hears of it, and the place is free.
    private void begin(Waiter<?> waiter) {
        try {
            threads.execute(waiter::carryOut);
        } catch (OutOfMemoryError e) {
            places++;
            waiter.result.completeExceptionally(e);
        }
    }

    private void giveUp(Waiter<?> waiter) {
        synchronized (this) {
            if (!waiting.remove(waiter)) {
                return;
            }
        }
        waiter.refuse();
    }

    private record Waiter<T>(QueryRun run, Supplier<T> query, CompletableFuture<T> result) {
        Waiter(QueryRun run, Supplier<T> query) {
            this(run, query, new CompletableFuture<>());
        }

        void carryOut() {
            try {
                T made = run.carryOut(query);
                if (!result.complete(made) && made instanceof AutoCloseable late) {
                    late.close();
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }

        void abandon() {
            result.completeExceptionally(new QueryStoppedException(Reason.TIMEOUT, null));
        }

        void refuse() {
            result.completeExceptionally(
                    run.stopped().equals(Optional.of(Reason.CANCELLED))
                            ? new QueryStoppedException(Reason.CANCELLED, null)
                            : new OverloadedException("no place became free in time"));
        }

        // Each is another one, whatever it asks for.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
