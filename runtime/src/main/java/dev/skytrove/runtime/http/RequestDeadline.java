package dev.skytrove.runtime.http;

import java.time.Duration;

/**
 * Whether the requests of one connection arrive in time: each must be whole so long after its first byte, the first one
 * so long after the connection was accepted. Times are those of {@link System#nanoTime}.
 */
final class RequestDeadline {
    private final long limit;
    private long since;
    private boolean waiting = true;
    private boolean whole = true;

    RequestDeadline(Duration limit, long now) {
        this.limit = limit.toNanos();
        this.since = now;
    }

    /** Bytes came while no request was being answered. */
    void arrived(long now) {
        if (whole && !waiting) {
            await(now);
        }
    }

    /** The head of a request is whole; its answer is our business, also where a body that nobody asked for follows. */
    void head() {
        waiting = false;
        whole = false;
    }

    /** The request is whole. */
    void whole() {
        whole = true;
    }

    /** All requests have their answers. */
    void answered(long now) {
        if (!whole) {
            await(now);
        }
    }

    boolean isLate(long now) {
        return waiting && now - since > limit;
    }

    private void await(long now) {
        waiting = true;
        since = now;
    }
}
