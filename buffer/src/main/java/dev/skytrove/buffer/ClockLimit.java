package dev.skytrove.buffer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far our own clock lets a cursor run (I1). A cursor that is ahead of the time asks a server for what has not
 * happened yet, and the server leaves out all that happens until then.
 *
 * @param clock our own
 * @param skew how far ahead of it a server's time may be and still be believed
 */
public record ClockLimit(Clock clock, Duration skew) {
    /** How far clocks that are kept right may be apart. */
    public static final int DEFAULT_SKEW_SECONDS = 2;

    /** The same. */
    public static final Duration DEFAULT_SKEW = Duration.ofSeconds(DEFAULT_SKEW_SECONDS);

    /** @throws IllegalArgumentException if the skew is negative */
    public ClockLimit {
        if (skew.isNegative()) {
            throw new IllegalArgumentException("skew is negative: " + skew);
        }
    }

    /** The machine's clock, with the default skew. */
    public static ClockLimit system() {
        return new ClockLimit(Clock.systemUTC(), DEFAULT_SKEW);
    }

    /** Now, in microseconds since 1970. */
    public long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The latest {@code time_us} that is believed now. */
    public long latestUs() {
        return nowUs() + skew.toNanos() / 1_000;
    }
}
