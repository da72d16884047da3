package dev.skytrove.query.admission;

import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets queries work beside each other, and one that ran out of their common memory once more, alone: only what needs
 * more than there is fails, or more than exports that are being read have left (I5).
 */
public final class MemoryArbiter {
    private static final Logger log = LoggerFactory.getLogger(MemoryArbiter.class);

    private final Semaphore places;
    private final int all;
    private final BooleanSupplier held;
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    /**
     * @param most how many work at once
     * @param held whether results that nobody works on at the moment keep some of the memory
     */
    public MemoryArbiter(int most, BooleanSupplier held) {
        this.places = new Semaphore(most, true);
        this.all = most;
        this.held = held;
    }

    /**
     * Carries out a query, or a part of one.
     *
     * @param patience how long it waits for its turn
     * @throws OverloadedException if its turn does not come, or if others hold what it needs
     */
    public <T> T take(Duration patience, Supplier<T> query) {
        return take(() -> patience, query);
    }

    /** The same, where how long it may wait depends on when it begins to. */
    public <T> T take(Supplier<Duration> patience, Supplier<T> query) {
        try {
            return takeOneOrAll(patience, query);
        } catch (QueryStoppedException e) {
            if (e.reason() == Reason.OUT_OF_MEMORY && held.getAsBoolean()) {
                throw new OverloadedException("results that are being read leave too little memory", e);
            }
            throw e;
        }
    }

    private <T> T takeOneOrAll(Supplier<Duration> patience, Supplier<T> query) {
        try {
            return with(1, patience.get(), () -> beside(query));
        } catch (CrowdedException e) {
            log.info("a query ran out of memory beside others; it runs again, alone");
            return with(all, patience.get(), query);
        }
    }

    private <T> T beside(Supplier<T> query) {
        boolean others = working.getAndIncrement() > 0;
        int mine = begun.incrementAndGet();
        try {
            return query.get();
        } catch (QueryStoppedException e) {
            if (e.reason() == Reason.OUT_OF_MEMORY && (others || begun.get() != mine)) {
                throw new CrowdedException(e);
            }
            throw e;
        } finally {
            working.decrementAndGet();
        }
    }

    private <T> T with(int count, Duration patience, Supplier<T> query) {
        if (!acquire(count, patience)) {
            throw new OverloadedException("no turn came within " + patience.toSeconds() + " s");
        }
        try {
            return query.get();
        } finally {
            places.release(count);
        }
    }

    private boolean acquire(int count, Duration patience) {
        try {
            return places.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** There was not enough memory, but there were others. */
    private static final class CrowdedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CrowdedException(Throwable cause) {
            super(cause);
        }
    }
}
