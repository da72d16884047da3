package dev.skytrove.runtime.http;

import java.time.Duration;

/**
 * Whether a client reads its answer fast enough. It may read nothing for a while, and what it reads earns it more time;
 * only time in which something waits for it counts. It may save up twice that while: the kernel sends ahead, so that a
 * client seems to read in bursts, and one that reads nothing seems to have begun.
 */
final class ReadingPace {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final long rate;
    private final double most;
    private double credit;
    private long written;
    private long read;
    private long earned;

    /**
     * @param rate bytes a second, at least 1
     * @param grace how long it may read nothing
     */
    ReadingPace(long rate, Duration grace) {
        this.rate = rate;
        this.credit = grace.toNanos();
        this.most = 2 * credit;
    }

    /** So many bytes are for the client. */
    void written(long bytes) {
        written += bytes;
    }

    /** So many of them have left for it. */
    void read(long bytes) {
        read += bytes;
    }

    /** Takes note of time that has passed; returns whether the client is too slow. */
    boolean isTooSlow(Duration passed) {
        credit = Math.min(most, credit + (read - earned) * SECOND / rate);
        earned = read;
        if (written > read) {
            credit -= passed.toNanos();
        }
        return credit < 0;
    }
}
