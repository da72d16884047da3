package dev.skytrove.query.duckdb;

import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is prepared for later queries, each with a session of its own: after an answer, in the background, one at a time. No
 * result depends on it, so where it fails that is logged and nothing else. All methods may be called from any thread.
 */
public final class BackgroundWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final DuckDb duckDb;
    private final String name;
    private final Duration delay;
    private final Duration limit;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ThreadPoolExecutor executor;
    private volatile Optional<Session> running = Optional.empty();

    /**
     * Starts nothing yet.
     *
     * @param name of the thread
     * @param delay until it begins: by then the answer should be on its way
     * @param limit how long its statements may take
     */
    public BackgroundWork(DuckDb duckDb, String name, Duration delay, Duration limit) {
        this(duckDb, name, delay, limit, Thread.ofPlatform().daemon().name(name).factory());
    }

    BackgroundWork(DuckDb duckDb, String name, Duration delay, Duration limit, ThreadFactory threads) {
        this.duckDb = duckDb;
        this.name = name;
        this.delay = delay;
        this.limit = limit;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Has it done soon; does nothing if something waits or is under way. */
    public void offer(Runnable work) {
        if (asked.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this::begin)
                    .execute(() -> attempt(work));
        }
    }

    /** Whoever calls this drops what it throws. */
    private void begin(Runnable attempt) {
        try {
            executor.execute(attempt);
        } catch (OutOfMemoryError e) {
            asked.set(false);
            log.error("{} found no memory to begin: {}", name, e.toString());
        }
    }

    /** Does it now, on this thread, with a session that {@link #close} stops. */
    public void run(Consumer<Session> work) {
        try (Session session = duckDb.session(limit)) {
            running = Optional.of(session);
            work.accept(session);
        } finally {
            running = Optional.empty();
        }
    }

    /** Ends what is under way, for somebody who needs its memory; what is offered later is done. */
    public void giveWay() {
        running.ifPresent(session -> session.stop(Reason.CANCELLED));
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        executor.shutdownNow();
        giveWay();
        try {
            executor.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // Queries do without; a later one asks again.
            log.info("{} failed: {}", name, e.toString());
        } catch (OutOfMemoryError e) {
            // Of this work, which is given up; as with a query, the process goes on.
            log.error("{} found no memory: {}", name, e.toString());
        } finally {
            asked.set(false);
        }
    }
}
