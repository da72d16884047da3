package dev.skytrove.ingestor.health;

import dev.skytrove.runtime.FilePages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that the ingestor is in, with one line in the log for every change. With a change ends what is seldom done
 * again, such as the start or a handshake, so what it left in memory is given back.
 */
@Singleton
public final class StateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(StateMachine.class);

    private final Clock clock;
    private final AtomicReference<Status> status;
    private volatile Instant lastSign;

    public StateMachine(Clock clock) {
        this.clock = clock;
        this.lastSign = clock.instant();
        this.status = new AtomicReference<>(new Status(IngestorState.STARTING, "the process has begun", lastSign));
    }

    /**
     * A state and how it came about.
     *
     * @param state the state
     * @param reason why, for people
     * @param since when it began
     */
    public record Status(IngestorState state, String reason, Instant since) {}

    /** The present state. */
    public Status status() {
        return status.get();
    }

    /** When {@link #alive} was last told. */
    Instant lastSign() {
        return lastSign;
    }

    /** Says that the ingestor's thread is not stuck. */
    public void alive() {
        lastSign = clock.instant();
    }

    /**
     * Changes the state.
     *
     * @throws IllegalStateException if the state may not follow the present one: a defect of the ingestor
     */
    public void become(IngestorState state, String reason) {
        alive();
        Status before = status.getAndSet(new Status(state, reason, clock.instant()));
        if (!state.mayFollow(before.state())) {
            throw new IllegalStateException(state + " after " + before.state());
        }
        if (state.isTrouble()) {
            LOG.warn("{}: {}", state.label(), reason);
        } else {
            LOG.info("{}: {}", state.label(), reason);
        }
        FilePages.release();
    }
}
