package dev.skytrove.ingestor.reader;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, a random time between nothing and a limit
 * that doubles with every attempt in a row. Not safe for use by several threads.
 */
public final class Backoff {
    private final Duration base;
    private final Duration max;
    private final RandomGenerator random;
    private int attempts;

    /**
     * Begins with short waits.
     *
     * @param base the limit of the first wait
     * @param max the limit that no wait exceeds
     */
    public Backoff(Duration base, Duration max, RandomGenerator random) {
        this.base = base;
        this.max = max;
        this.random = random;
    }

    /** The next wait. */
    public Duration next() {
        long limit = base.toNanos();
        for (int i = 0; i < attempts && limit < max.toNanos(); i++) {
            limit *= 2;
        }
        attempts++;
        return Duration.ofNanos(random.nextLong(Math.min(limit, max.toNanos()) + 1));
    }

    /** The last attempt got somewhere: the next wait is a short one again. */
    public void reset() {
        attempts = 0;
    }
}
