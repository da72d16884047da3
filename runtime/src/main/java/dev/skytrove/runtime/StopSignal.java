package dev.skytrove.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a {@link Service} to stop: once, for good, from any thread. */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CompletableFuture<Void> actions = new CompletableFuture<>();

    /** Asks to stop. Asking again changes nothing. */
    public void request() {
        requested.countDown();
        actions.complete(null);
    }

    /** Whether stopping was asked for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until stopping is asked for. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /**
     * Waits until stopping is asked for, at most {@code limit}.
     *
     * @return whether it was
     */
    public boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs an action when stopping is asked for, on the thread that asks; at once if it was already. */
    public void whenRequested(Runnable action) {
        var _ = actions.thenRun(FatalErrors.guarded("to stop a part of the process", action));
    }
}
