package dev.skytrove.buffer.redis.append;

import dev.skytrove.buffer.BufferUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A thread that packs and sends batches in the order in which they came, while others read the next ones. What waits for
 * it is bounded: one task, besides the one that runs. Safe for use by several threads.
 */
final class Packing implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("packing").factory());

    /**
     * Has a task carried out after all earlier ones; waits while there are too many.
     *
     * @param task returns what completes later; that is not waited for
     * @return completed when that is; fails with {@link BufferUnavailableException} if this is closed
     */
    <T> CompletableFuture<T> next(Supplier<CompletableFuture<T>> task) {
        places.acquireUninterruptibly();
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.execute(() -> begin(task, done));
        } catch (RejectedExecutionException e) {
            places.release();
            done.completeExceptionally(new BufferUnavailableException("the appender is closed", e));
        }
        return done;
    }

    private <T> void begin(Supplier<CompletableFuture<T>> task, CompletableFuture<T> done) {
        try {
            var _ = task.get().whenComplete((result, thrown) -> {
                if (thrown == null) {
                    done.complete(result);
                } else {
                    done.completeExceptionally(thrown);
                }
            });
        } catch (Throwable e) {
            // Whoever waits must hear of it, also that there is no memory left.
            done.completeExceptionally(e);
            if (e instanceof Error error) {
                // Whoever does not wait, too: what is half done here must not be built upon.
                throw error;
            }
        } finally {
            places.release();
        }
    }

    /** Takes no further task; those that wait are still carried out. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
