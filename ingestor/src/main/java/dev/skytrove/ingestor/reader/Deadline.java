package dev.skytrove.ingestor.reader;

import java.time.Duration;

/** A time limit that can be set anew. Not safe for use by several threads. */
public final class Deadline {
    private final Duration limit;
    private long begun = System.nanoTime();

    /** Begins now. */
    public Deadline(Duration limit) {
        this.limit = limit;
    }

    /** Begins anew. */
    public void restart() {
        begun = System.nanoTime();
    }

    /** Whether the limit has passed. */
    public boolean isOver() {
        return System.nanoTime() - begun >= limit.toNanos();
    }
}
