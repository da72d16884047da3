package dev.skytrove.ingestor;

import java.time.Duration;

/** Adds up the time in which nothing was read although something may have been there. */
final class PauseClock {
    private long total;
    private long began;
    private boolean running;

    synchronized void begin() {
        if (!running) {
            began = System.nanoTime();
            running = true;
        }
    }

    synchronized void end() {
        total = elapsed();
        running = false;
    }

    /** The sum of all pauses, with the one that lasts. */
    synchronized Duration total() {
        return Duration.ofNanos(elapsed());
    }

    private long elapsed() {
        return running ? total + (System.nanoTime() - began) : total;
    }
}
