package dev.skytrove.ingestor;

import java.time.Duration;

/** A time limit that can be set anew. Not safe for use by several threads. */
final class Deadline {
    private final Duration limit;
    private long begun = System.nanoTime();

    /** Begins now. */
    Deadline(Duration limit) {
        this.limit = limit;
    }

    void restart() {
        begun = System.nanoTime();
    }

    boolean isOver() {
        return System.nanoTime() - begun >= limit.toNanos();
    }
}
