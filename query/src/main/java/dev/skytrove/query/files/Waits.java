package dev.skytrove.query.files;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What a query waits for while others read the lake for it: a wait ends when the query is stopped, also where the store
 * does not answer. Not by interrupts, which would close the files that a query has open.
 */
public final class Waits {
    private static final ThreadLocal<CompletableFuture<?>> STOP = new ThreadLocal<>();

    private Waits() {}

    /**
     * Carries out a query on this thread.
     *
     * @param stop fails with what the query's waits are to fail with; it does nothing else
     */
    public static <T> T until(CompletableFuture<?> stop, Supplier<T> query) {
        STOP.set(stop);
        try {
            return query.get();
        } finally {
            STOP.remove();
        }
    }

    /**
     * Waits for work on another thread, whose failure is thrown as it is. Work that ends because the query is stopped may be
     * heard of before the stop is: then the stop is thrown.
     */
    public static <T> T await(CompletableFuture<T> work) {
        CompletableFuture<?> stop = stop();
        try {
            CompletableFuture.anyOf(stop, work).join();
            return work.join();
        } catch (CompletionException e) {
            Throwable cause = stop.isCompletedExceptionally() ? stop.exceptionNow() : e.getCause();
            throw cause instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Fails when this thread's query is stopped; never done otherwise. */
    public static CompletableFuture<?> stop() {
        CompletableFuture<?> stop = STOP.get();
        return stop == null ? new CompletableFuture<Void>() : stop;
    }
}
