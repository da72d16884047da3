package dev.skytrove.buffer;

import java.time.Duration;

/** How an attempt to take a lease ended. */
public sealed interface LeaseAttempt {
    /** It is ours until it is closed, or lost. */
    record Acquired(FlushLease lease) implements LeaseAttempt {}

    /**
     * Somebody else holds it.
     *
     * @param holder who, for people: process, host and since when
     * @param expiresIn when it runs out unless its holder renews it
     */
    record HeldByOther(String holder, Duration expiresIn) implements LeaseAttempt {}
}
