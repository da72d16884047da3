package dev.skytrove.simulator.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Holds one client to a rate. What it did not take in time it may catch up with only for a twentieth of a second. */
final class Pacer {
    private static final double SECOND = 1e9;
    private static final double BURST_SECONDS = 0.05;

    private final EventRate rate;
    private final LongSupplier nanoTime;
    private final double burst;
    private double saved;
    private long checked;

    Pacer(EventRate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.burst = Math.max(1, rate.perSecond() * BURST_SECONDS);
        this.checked = nanoTime.getAsLong();
    }

    /** How many events may be sent now. */
    long available() {
        if (rate.isUnlimited()) {
            return Long.MAX_VALUE;
        }
        long now = nanoTime.getAsLong();
        saved = Math.min(burst, saved + (now - checked) / SECOND * rate.perSecond());
        checked = now;
        return (long) saved;
    }

    void sent(long events) {
        saved -= rate.isUnlimited() ? 0 : events;
    }

    /** How long to wait until another event may be sent; a millisecond at least, which timers cannot beat anyway. */
    Duration untilNext() {
        double missing = Math.max(0, 1 - saved) / rate.perSecond();
        return Duration.ofNanos(Math.max(1_000_000, (long) Math.ceil(missing * SECOND)));
    }
}
