package dev.skytrove.buffer;

import dev.skytrove.lake.event.FingerprintKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Stores events in their queues, each once, and moves the cursor with them.
 *
 * <p>Every batch is one transaction: all of it is stored, or nothing. Batches are stored in the order of the calls. The
 * first failure ends a sink for good, because it no longer knows what the server knows: every later batch fails with the
 * same exception, and the caller opens another sink, which begins with what the server says. A server has one sink at a
 * time. Several threads may use it, each for its source.
 */
public interface EventSink extends AutoCloseable {
    /** What the fingerprints of all events given to this must be made with. */
    FingerprintKey fingerprintKey();

    /**
     * Whether the server lost what was in it while a sink was connected, so that it must be filled again from where the
     * bucket ends; it has no resume point then.
     */
    boolean isEmptied();

    /** Whether a cursor was ahead of the clock and was set back, so that events before it may be missing. */
    boolean isHealed();

    /** How far a source's clock was ahead of ours at most, zero if it was not. */
    Duration lead(String source);

    /** Where the stream was left when this was opened; empty if no event was ever stored. */
    Optional<ResumePoint> resumePoint();

    /**
     * How far each source had come when this was opened: the highest {@code time_us} that it delivered. Those
     * that are a day behind the overall cursor are forgotten, and all but the newest few.
     */
    Map<String, Long> sourceCursors();

    /** The latest sequence number of each source that has one, when this was opened. */
    Map<String, Long> sourceSequences();

    /** {@link #append(List, String, OptionalLong, Optional)} of a source that does not number its events. */
    default CompletableFuture<Appended> append(List<ReceivedEvent> batch, String source) {
        return append(batch, source, OptionalLong.empty());
    }

    /** {@link #append(List, String, OptionalLong, Optional)} without a word of what was read. */
    default CompletableFuture<Appended> append(List<ReceivedEvent> batch, String source, OptionalLong sequence) {
        return append(batch, source, sequence, Optional.empty());
    }

    /**
     * Sends a batch, which another thread packs; waits only while as many as configured are on their way, or while
     * there are two to pack.
     *
     * @param batch frames in the order of delivery; not changed by the caller afterwards
     * @param source the host that delivered them; from now on the overall cursor waits for it, until {@link #leave}
     * @param sequence the sequence number of the latest of them, if the source numbers its events; stored as it is
     * @param note what was read with them
     * @return completed when the batch is stored, on a thread that must not be held up; fails with a
     *     {@link BufferException}
     */
    CompletableFuture<Appended> append(
            List<ReceivedEvent> batch, String source, OptionalLong sequence, Optional<CoverageNote> note);

    /**
     * Has events taken for stored that are not: they are in the lake, and the server has lost the keys that would recognise
     * them. They are recognised from now on, also by sinks that are opened later.
     *
     * @param fingerprints of these events; not changed by the caller afterwards
     * @return completed when the server has them; fails with a {@link BufferException}, which ends the sink
     */
    CompletableFuture<Void> recognise(long[] fingerprints);

    /** Tells that a source delivers no more after the batches given, so that the overall cursor need not wait for it. */
    void leave(String source);

    /**
     * How full the server is; renews the lease as well. Fails with a {@link BufferException}, which ends the sink, also
     * if the server is not set up any more as it must be, or another client has the lease.
     */
    CompletableFuture<MemoryUsage> memory();

    /** How many events flushes put aside in the bucket; fails as {@link #queues} does. */
    CompletableFuture<Long> putAside();

    /** How much waits in each queue; fails with a {@link BufferException}, which ends the sink. */
    CompletableFuture<Map<Queue, QueueSize>> queues();

    /**
     * Ends the connection. Batches that are not acknowledged fail; whether they are stored is unknown. Not to be
     * called on the threads that complete them.
     */
    @Override
    void close();
}
