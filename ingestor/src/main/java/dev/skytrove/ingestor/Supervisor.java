package dev.skytrove.ingestor;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferHeldException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.LeaseLostException;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.health.IngestorState;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.metrics.IngestSummary;
import dev.skytrove.ingestor.reader.Backoff;
import dev.skytrove.ingestor.reader.SourceGroup;
import dev.skytrove.ingestor.session.BufferSession;
import dev.skytrove.ingestor.session.BufferSessions;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.session.MemoryGuard;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.FatalErrors;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events flowing from Jetstream to the buffer until it is told to stop, whatever fails in between. It never drops an
 * event, and never mends what it has in memory: after any failure of the buffer it begins anew with what the buffer says.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** How often a standby looks whether it is needed. */
    private static final Duration STANDBY_POLL = Duration.ofMillis(500);

    private final IngestContext context;
    private final BufferSessions sessions;
    private final SourceGroup group;
    private final Backoff bufferBackoff;
    private Optional<ResumePoint> position = Optional.empty();
    private boolean bufferWasGood;

    Supervisor(IngestContext context, BufferSessions sessions, SourceGroup group) {
        this.context = context;
        this.sessions = sessions;
        this.group = group;
        this.bufferBackoff = new Backoff(
                context.settings().backoffMin(), context.settings().backoffMax(), RandomGenerator.getDefault());
    }

    /**
     * Runs until it is told to stop.
     *
     * @throws BufferCorruptedException if the buffer's content contradicts itself
     * @throws BufferMisconfiguredException if the buffer is not as it must be, and never was
     * @throws IllegalStateException if what the bucket says is not understood
     */
    IngestSummary run() throws InterruptedException {
        while (!context.stop().isRequested()) {
            boolean standby = context.states().status().state() == IngestorState.STANDBY;
            if (!standby) {
                context.states().become(IngestorState.OPENING_BUFFER, "asking the buffer where the stream was left");
            }
            try (BufferSession session = sessions.open()) {
                bufferWasGood = true;
                if (standby) {
                    context.states().become(IngestorState.OPENING_BUFFER, "taking over");
                }
                ingest(session);
            } catch (BufferHeldException e) {
                standBy(e.getMessage());
            } catch (LeaseLostException e) {
                standBy("another ingestor took over: " + e.getMessage());
            } catch (BufferException e) {
                bufferFailed(e);
            } catch (StorageException e) {
                trouble(IngestorState.STORAGE_UNAVAILABLE, e.getMessage());
            }
        }
        return stopped();
    }

    private void standBy(String reason) throws InterruptedException {
        bufferWasGood = true;
        context.states().alive();
        StateMachine.Status status = context.states().status();
        boolean known = status.state() == IngestorState.STANDBY && status.reason().equals(reason);
        if (!known && !context.stop().isRequested()) {
            context.states().become(IngestorState.STANDBY, reason);
        }
        context.stop().await(STANDBY_POLL);
    }

    private void ingest(BufferSession session) throws InterruptedException {
        MemoryGuard memory = new MemoryGuard(session, context.settings().redisMemoryShare());
        try {
            while (!context.stop().isRequested()) {
                boolean full = memory.isFullNow() || group.read(session, memory).cause() == DisconnectCause.MEMORY;
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
            bufferBackoff.reset();
        }
    }

    private void awaitRoom(MemoryGuard memory) throws InterruptedException {
        context.states().become(IngestorState.PAUSED_FOR_MEMORY, memory.toString());
        context.metrics().memoryPause().begin();
        try {
            memory.awaitRoom(context);
        } finally {
            context.metrics().memoryPause().end();
        }
    }

    private void bufferFailed(BufferException e) throws InterruptedException {
        FatalErrors.check(e);
        boolean hopeless = e instanceof BufferMisconfiguredException && !bufferWasGood;
        if (e instanceof BufferCorruptedException || hopeless) {
            throw e;
        }
        trouble(IngestorState.BUFFER_UNAVAILABLE, e.getMessage());
    }

    private void trouble(IngestorState state, String reason) throws InterruptedException {
        if (context.stop().isRequested()) {
            LOG.warn("stopping without the buffer's acknowledgement, the next run asks for these events again: {}", reason);
        } else {
            context.states().become(state, reason);
            context.stop().await(bufferBackoff.next());
        }
    }

    private IngestSummary stopped() {
        if (context.states().status().state() != IngestorState.STOPPING) {
            context.states().become(IngestorState.STOPPING, "asked to stop");
        }
        context.states().become(IngestorState.STOPPED, position.map(point -> "at " + point).orElse("without a cursor"));
        return context.metrics().summary(position);
    }
}
