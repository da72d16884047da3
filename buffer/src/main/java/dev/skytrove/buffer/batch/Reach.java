package dev.skytrove.buffer.batch;

import dev.skytrove.buffer.ClockLimit;
import java.time.Duration;

/**
 * How far the events of a batch reach, by our own clock. An event whose time is ahead of it does not count where others
 * say better; if all are ahead, it is the server's clock that is, and they reach as far as is believed.
 */
public final class Reach {
    /** A server whose clock is further ahead than this has none. */
    private static final long MOST_LEAD_US = Duration.ofHours(1).toMillis() * 1_000;

    private final long now;
    private final long latest;
    private final long mostAhead;
    private long believed;
    private long earliestAhead = Long.MAX_VALUE;

    /**
     * @param now the time, in microseconds since 1970 like the others
     * @param latest the latest time that is believed
     * @param mostAhead the latest time that a server's clock may show which is only wrong
     */
    private Reach(long now, long latest, long mostAhead) {
        this.now = now;
        this.latest = latest;
        this.mostAhead = mostAhead;
    }

    /** Takes the times of a batch, as of now. */
    static Reach now(ClockLimit limit) {
        long now = limit.nowUs();
        return new Reach(now, now + limit.skew().toNanos() / 1_000, now + MOST_LEAD_US);
    }

    void add(long timeUs) {
        if (timeUs <= latest) {
            believed = Math.max(believed, timeUs);
        } else if (timeUs <= mostAhead) {
            earliestAhead = Math.min(earliestAhead, timeUs);
        }
    }

    /** The {@code time_us} up to which a cursor may move; 0 if it may not. */
    long cursor() {
        return isAhead() ? latest : believed;
    }

    /** How far the server's clock is ahead of ours at least, in microseconds; 0 if it does not seem to be. */
    long lead() {
        return isAhead() ? earliestAhead - now : 0;
    }

    private boolean isAhead() {
        return believed == 0 && earliestAhead != Long.MAX_VALUE;
    }
}
