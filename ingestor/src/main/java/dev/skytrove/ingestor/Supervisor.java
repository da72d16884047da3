package dev.skytrove.ingestor;

import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.BufferMisconfiguredException;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.jetstream.JetstreamClient;
import dev.skytrove.ingestor.jetstream.JetstreamConnection;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
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

    private final Run run;
    private final BufferSessions sessions;
    private final JetstreamClient client;
    private final Sources sources;
    private final Backoff redisBackoff;
    private final Backoff sourceBackoff;
    private Optional<ResumePoint> position = Optional.empty();
    private boolean redisWasGood;

    Supervisor(Run run, BufferSessions sessions, JetstreamClient client, Sources sources) {
        this.run = run;
        this.sessions = sessions;
        this.client = client;
        this.sources = sources;
        this.redisBackoff = backoff(run.settings());
        this.sourceBackoff = backoff(run.settings());
    }

    private static Backoff backoff(IngestorConfig.Settings settings) {
        return new Backoff(settings.backoffMin(), settings.backoffMax(), RandomGenerator.getDefault());
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
            run.states().become(IngestorState.OPENING_REDIS, "asking Redis where the stream was left");
            try (BufferSession session = sessions.open()) {
                redisWasGood = true;
                ingest(session);
            } catch (BufferException e) {
                redisFailed(e);
            } catch (StorageException e) {
                trouble(IngestorState.STORAGE_UNAVAILABLE, e.getMessage());
            }
        }
        return stopped();
    }

    private void ingest(BufferSession session) throws InterruptedException {
        MemoryGuard memory = new MemoryGuard(session, run.settings().redisMemoryShare());
        try {
            while (!run.stop().isRequested()) {
                if (memory.isFullNow()) {
                    awaitRoom(memory);
                } else {
                    subscribe(session, memory);
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

    private void subscribe(BufferSession session, MemoryGuard memory) throws InterruptedException {
        long before = session.ingested();
        Departure departure = follow(session, memory);
        run.metrics().left(departure.cause());
        boolean progress = session.ingested() > before;
        switch (departure.cause()) {
            case MEMORY -> awaitRoom(memory);
            case STOP, REDIS -> {}
            case SILENT -> backOff(departure, progress, false);
            case UNREACHABLE, REFUSED, CLOSED, BROKEN -> backOff(departure, progress, progress);
        }
    }

    private Departure follow(BufferSession session, MemoryGuard memory) throws InterruptedException {
        SubscribeRequest request = request(session.position());
        run.states().become(IngestorState.CONNECTING, request.toString());
        HandOver handOver = new HandOver(
                run.settings().handOverEvents(), run.settings().handOverSize().bytes(), run.metrics().backPressure());
        run.metrics().handOver(handOver::events);
        try (JetstreamConnection connection = client.connect(request, handOver)) {
            Link link = new Link(request.url().source(), connection, handOver);
            return new Follower(run, link, session, memory).follow();
        } catch (BufferException e) {
            run.metrics().left(LeaveCause.REDIS);
            throw e;
        } finally {
            run.metrics().handOver(() -> 0);
        }
    }

    private SubscribeRequest request(Optional<ResumePoint> from) {
        String source = sources.current().source();
        long cursor = from.map(point -> {
            boolean same = point.source().equals(source);
            Duration rewind = same ? run.settings().rewind() : run.settings().hostChangeRewind();
            return Math.max(1, point.cursor() - rewind.toNanos() / 1_000);
        }).orElse(0L);
        return new SubscribeRequest(sources.current(), run.settings().subscription(), cursor);
    }

    // A server that brought something new deserves another try.
    private void backOff(Departure departure, boolean progress, boolean sameSource) throws InterruptedException {
        if (progress) {
            sourceBackoff.reset();
        }
        if (!sameSource) {
            sources.next();
        }
        Duration wait = sourceBackoff.next();
        run.states().become(
                IngestorState.BACKING_OFF,
                departure.message() + "; " + sources.current().source() + " is tried in " + wait.toMillis() + " ms");
        run.stop().await(wait);
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
