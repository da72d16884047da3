package dev.skytrove.ingestor.session;

import dev.skytrove.ingestor.reader.Deadline;
import java.time.Duration;
import java.util.Locale;

/**
 * Keeps the buffer from being filled (I5): says when to stop reading, before the buffer has to refuse. It asks the buffer once a
 * second, not per event, and seldom also what fills it. Not safe for use by several threads.
 */
public final class MemoryGuard {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration QUEUES_INTERVAL = Duration.ofSeconds(3);

    /** Reading goes on at a little less than where it stopped, or it would stop again at once. */
    private static final double RELIEF = 0.95;

    private final BufferSession session;
    private final double share;
    private final Deadline next = new Deadline(INTERVAL);
    private final Deadline nextQueues = new Deadline(QUEUES_INTERVAL);

    /** @param share the part of the buffer's memory limit from which on nothing is read */
    public MemoryGuard(BufferSession session, double share) {
        this.session = session;
        this.share = share;
    }

    /** Whether the buffer is too full, as of its latest answer; does not wait for the next. */
    public boolean isFull() {
        if (next.isOver()) {
            next.restart();
            var _ = session.askMemory();
        }
        askQueues();
        return session.memoryRatio() >= share;
    }

    /** Asks the buffer, and waits for the answer, whether it is too full to begin reading. */
    public boolean isFullNow() {
        session.askMemory().join();
        session.check();
        return session.memoryRatio() >= share;
    }

    /** Waits until a flush has made room, or until the process is to stop. */
    public void awaitRoom(IngestContext context) throws InterruptedException {
        do {
            if (context.stop().await(INTERVAL)) {
                return;
            }
            context.states().alive();
            session.askMemory().join();
            session.check();
            askQueues();
        } while (session.memoryRatio() >= share * RELIEF);
    }

    private void askQueues() {
        if (nextQueues.isOver()) {
            nextQueues.restart();
            var _ = session.askQueues();
        }
    }

    @Override
    public String toString() {
        double used = 100 * session.memoryRatio();
        return String.format(Locale.ROOT, "the buffer is %.0f %% full; reading stops at %.0f %%", used, 100 * share);
    }
}
