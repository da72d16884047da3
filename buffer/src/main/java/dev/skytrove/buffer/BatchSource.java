package dev.skytrove.buffer;

import dev.skytrove.lake.coverage.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The flush's side of the buffer: decides what a batch consists of, hands out its events, and forgets them once they
 * are in the bucket (I3).
 *
 * <p>A plan is recorded before anything is done with it, and stays until it is committed; between the two the queues
 * only grow at their ends. Used by one thread at a time. Any {@link BufferException} ends it; the next run begins with
 * what the server says.
 */
public interface BatchSource extends AutoCloseable {
    /**
     * The plan that an earlier run recorded and did not commit.
     *
     * @throws BufferCorruptedException if it is not readable, or that of a newer release
     */
    Optional<BatchPlan> recorded();

    /**
     * The plan that is recorded, or else a new one, recorded.
     *
     * @param limits how much of a queue a new plan has
     * @param highestBatch tells the highest batch of the lake; asked only if the server never planned one, so that one
     *     that lost everything does not number files anew
     * @return empty if there is nothing to flush
     * @throws LeaseLostException if the lease is not ours any more
     * @throws BufferCorruptedException if entries are missing that no flush has removed, or the plan is not readable
     */
    Optional<BatchPlan> planOrResume(Clock clock, BatchLimits limits, LongSupplier highestBatch);

    /**
     * Notes that a plan is begun to be carried out.
     *
     * @return how often it was, this time included
     * @throws LeaseLostException if the lease is not ours any more
     */
    int begin(BatchPlan plan);

    /** Takes a {@link #begin} back: whatever ended it, or did not, is no fault of the plan. */
    void forgive(BatchPlan plan);

    /**
     * Waits until the server has the plan on disk: before that, nothing of it may be in the bucket, for a machine that
     * dies would bring the server back without the plan, and other rows would get its number.
     *
     * @throws BufferUnavailableException if the server takes too long; the plan stays recorded
     */
    void awaitOnDisk();

    /** Notes of which queue files are being made. */
    void reached(BatchPlan plan, Queue queue);

    /**
     * The block of a plan that consists of one entry, packed as it is, however damaging its content is.
     *
     * @throws BufferCorruptedException if it is no block
     */
    PlannedBlock block(BatchPlan plan, Queue queue);

    /** The queue of the one entry that a plan consists of, if it does. */
    Optional<Queue> single(BatchPlan plan);

    /**
     * Notes that the events of a plan are tried one by one.
     *
     * @return whether they were before
     */
    boolean isolate(BatchPlan plan);

    /**
     * Gives up a plan that failed too often. The next plans have the queues before the one in which it failed, and half
     * of that one's entries; a single entry is planned alone. Of what the plan brought into the lake, nothing may be
     * there any more.
     *
     * @throws LeaseLostException if the lease is not ours any more; nothing was changed
     */
    void split(BatchPlan plan);

    /**
     * The batches of plans that were given up. A flush that stood still in the middle of a PUT may end it afterwards, and so
     * bring a file of one into the lake.
     *
     * @param since plans that were made before are forgotten
     */
    List<Long> givenUp(Instant since);

    /**
     * Hands out the planned events of a queue, in the order of their arrival, each time the same ones.
     *
     * @throws BufferCorruptedException if entries are gone or hold something else
     */
    <E extends Exception> void read(BatchPlan plan, Queue queue, EntryConsumer<E> consumer) throws E;

    /**
     * What was read of each hour up to a plan, by what was not yet flushed; each time the same. Nothing if the plan left
     * events out: what was read with these cannot be told from the rest.
     *
     * @throws BufferCorruptedException if an entry is not of its form
     */
    List<Certificate> coverage();

    /**
     * Ends a plan whose rows are all in the bucket: its events leave their queues, in one step.
     *
     * @param rejected events of the plan of which no row could be made; put aside with the malformed frames
     * @throws LeaseLostException if the lease is not ours any more; nothing was changed
     */
    void commit(BatchPlan plan, Clock clock, RejectedEntries rejected);

    /** Ends the connection. The lease stays its owner's. */
    @Override
    void close();
}
