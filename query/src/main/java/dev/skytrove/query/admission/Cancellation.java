package dev.skytrove.query.admission;

/** Lets another thread end a query that nobody waits for any more. All methods may be called from any thread. */
public final class Cancellation {
    private boolean cancelled;
    private Runnable stop = () -> {};

    /** Ends the query at once, or as soon as it begins. Never blocks; a query that is done does not mind. */
    public synchronized void cancel() {
        cancelled = true;
        stop.run();
    }

    /** Whether that was done. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** What {@link #cancel} does from now on. */
    public synchronized void onCancel(Runnable action) {
        stop = action;
        if (cancelled) {
            action.run();
        }
    }
}
