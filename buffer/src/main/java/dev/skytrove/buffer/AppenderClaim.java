package dev.skytrove.buffer;

import java.time.Duration;

/**
 * Who wants to append.
 *
 * @param holder who it is, for people: at most {@value #LONGEST} characters are kept
 * @param lease how long one that stands still keeps others from taking over; one that is gone does not
 */
public record AppenderClaim(String holder, Duration lease) {
    private static final int LONGEST = 200;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** @throws IllegalArgumentException if the lease is shorter than 100 ms */
    public AppenderClaim {
        holder = holder.substring(0, Math.min(holder.length(), LONGEST));
        if (lease.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the lease is shorter than 100 ms: " + lease);
        }
    }
}
