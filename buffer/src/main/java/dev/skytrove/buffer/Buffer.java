package dev.skytrove.buffer;

import java.time.Duration;

/**
 * A server that keeps events between ingestor and flush: what both ask of it, whichever server it is. An implementation
 * keeps to I1, I2 and I3 of {@code docs/invariants.md}.
 */
public interface Buffer extends AutoCloseable {
    /**
     * Connects and reads which events are there.
     *
     * @param limit how far the cursors may run; those that are ahead of it are set back
     * @param claim who it is for; {@link EventSink#memory} must be asked for several times within its lease
     * @throws BufferHeldException if another client appends; one that is gone, or stood still for longer than its lease,
     *     is disconnected
     * @throws BufferMisconfiguredException if the server cannot be relied on, or refuses us
     * @throws BufferUnavailableException if the server is not reachable or not ready
     * @throws BufferCorruptedException if what it holds contradicts itself
     */
    EventSink openSink(AppenderConfig config, ClockLimit limit, AppenderClaim claim);

    /**
     * Takes the lease for flushing if nobody holds it.
     *
     * @param duration how long it outlives its holder
     * @throws BufferException if the server cannot be asked
     */
    LeaseAttempt tryLease(Duration duration);

    /**
     * Connects.
     *
     * @param lease allows to plan and to commit
     * @param timeout how long the server may take for a step
     * @throws BufferException if the server is not reachable, not ready or not fit for us
     */
    BatchSource openBatches(FlushLease lease, Duration timeout);

    /**
     * Connects to look.
     *
     * @param timeout how long the server may take for a step
     * @throws BufferException if the server is not reachable
     */
    QueuePeek openPeek(Duration timeout);

    /** Ends what all connections share; they must be closed before. */
    @Override
    void close();
}
