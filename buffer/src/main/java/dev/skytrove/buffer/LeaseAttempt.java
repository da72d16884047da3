package dev.skytrove.buffer;

import java.time.Duration;

/** How an attempt to take a lease ended. */
public sealed interface LeaseAttempt {
    /** It is ours until it is closed, or lost. */
    record Acquired(FlushLease lease) implements LeaseAttempt {}

    /**
     * Somebody else holds it.
     *
     * @param expiresIn when it runs out unless its holder renews it
     */
    record HeldByOther(Duration expiresIn) implements LeaseAttempt {}
}
