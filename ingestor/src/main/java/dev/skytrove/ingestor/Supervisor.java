package dev.skytrove.ingestor;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferHeldException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.lake.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events flowing from Jetstream to Redis until it is told to stop, whatever fails in between. It never drops an
 * event, and never mends what it has in memory: after any failure of Redis it begins anew with what Redis says.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** How often a standby looks whether it is needed. */
    private static final Duration STANDBY_POLL = Duration.ofMillis(500);

    private final Run run;
    private final BufferSessions sessions;
    private final SourceGroup group;
    private final Backoff redisBackoff;
    private Optional<ResumePoint> position = Optional.empty();
    private boolean redisWasGood;

    Supervisor(Run run, BufferSessions sessions, SourceGroup group) {
        this.run = run;
        this.sessions = sessions;
        this.group = group;
        this.redisBackoff = new Backoff(
                run.settings().backoffMin(), run.settings().backoffMax(), RandomGenerator.getDefault());
    }

    /**
     * Runs until it is told to stop.
     *
     * @throws BufferCorruptedException if Redis' content contradicts itself
     * @throws BufferMisconfiguredException if Redis is not as it must be, and never was
     * @throws IllegalStateException if what the bucket says is not understood
     */
    IngestSummary run() throws InterruptedException {
        while (!run.stop().isRequested()) {
            boolean standby = run.states().status().state() == IngestorState.STANDBY;
            if (!standby) {
                run.states().become(IngestorState.OPENING_REDIS, "asking Redis where the stream was left");
            }
            try (BufferSession session = sessions.open()) {
                redisWasGood = true;
                if (standby) {
                    run.states().become(IngestorState.OPENING_REDIS, "taking over");
                }
                ingest(session);
            } catch (BufferHeldException e) {
                standBy(e.getMessage());
            } catch (LeaseLostException e) {
                standBy("another ingestor took over: " + e.getMessage());
            } catch (BufferException e) {
                redisFailed(e);
            } catch (StorageException e) {
                trouble(IngestorState.STORAGE_UNAVAILABLE, e.getMessage());
            }
        }
        return stopped();
    }

    private void standBy(String reason) throws InterruptedException {
        redisWasGood = true;
        run.states().alive();
        StateMachine.Status status = run.states().status();
        boolean known = status.state() == IngestorState.STANDBY && status.reason().equals(reason);
        if (!known && !run.stop().isRequested()) {
            run.states().become(IngestorState.STANDBY, reason);
        }
        run.stop().await(STANDBY_POLL);
    }

    private void ingest(BufferSession session) throws InterruptedException {
        MemoryGuard memory = new MemoryGuard(session, run.settings().redisMemoryShare());
        try {
            while (!run.stop().isRequested()) {
                boolean full = memory.isFullNow() || group.read(session, memory).cause() == LeaveCause.MEMORY;
                if (full) {
                    awaitRoom(memory);
                }
            }
        } finally {
            remember(session);
        }
    }

    private void remember(BufferSession session) {
        position = session.position().or(() -> position);
        if (session.ingested() > 0) {
            redisBackoff.reset();
        }
    }

    private void awaitRoom(MemoryGuard memory) throws InterruptedException {
        run.states().become(IngestorState.PAUSED_FOR_MEMORY, memory.toString());
        run.metrics().memoryPause().begin();
        try {
            memory.awaitRoom(run);
        } finally {
            run.metrics().memoryPause().end();
        }
    }

    private void redisFailed(BufferException e) throws InterruptedException {
        boolean hopeless = e instanceof BufferMisconfiguredException && !redisWasGood;
        if (e instanceof BufferCorruptedException || hopeless) {
            throw e;
        }
        trouble(IngestorState.REDIS_UNAVAILABLE, e.getMessage());
    }

    private void trouble(IngestorState state, String reason) throws InterruptedException {
        if (run.stop().isRequested()) {
            LOG.warn("stopping without Redis' acknowledgement, the next run asks for these events again: {}", reason);
        } else {
            run.states().become(state, reason);
            run.stop().await(redisBackoff.next());
        }
    }

    private IngestSummary stopped() {
        if (run.states().status().state() != IngestorState.STOPPING) {
            run.states().become(IngestorState.STOPPING, "asked to stop");
        }
        run.states().become(IngestorState.STOPPED, position.map(point -> "at " + point).orElse("without a cursor"));
        return run.metrics().summary(position);
    }
}
