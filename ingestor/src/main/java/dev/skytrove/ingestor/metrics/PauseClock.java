package dev.skytrove.ingestor.metrics;

import java.time.Duration;

/** Adds up the time in which nothing was read although something may have been there; pauses may overlap. */
public final class PauseClock {
    private long total;
    private long began;
    private int running;

    /** Begins a pause. */
    public synchronized void begin() {
        if (running == 0) {
            began = System.nanoTime();
        }
        running++;
    }

    /** Ends a pause that was begun. */
    public synchronized void end() {
        total = elapsed();
        running--;
        began = System.nanoTime();
    }

    /** The time that was within a pause, that of one that lasts included. */
    synchronized Duration total() {
        return Duration.ofNanos(elapsed());
    }

    private long elapsed() {
        return running > 0 ? total + (System.nanoTime() - began) : total;
    }
}
