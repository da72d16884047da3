package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.ConnectionEnd;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows one connection: brings what it reads to Redis until there is a reason to leave it. When it has left, all that
 * was read is in Redis; otherwise it throws what the session failed with. Used once, by one thread.
 */
final class Follower {
    private static final Duration TICK = Duration.ofMillis(50);

    private final Run run;
    private final Link link;
    private final BufferSession session;
    private final MemoryGuard memory;
    private final FrameReader reader;
    private final Batch batch;
    private final Deadline silence;
    private boolean opened;

    Follower(Run run, Link link, BufferSession session, MemoryGuard memory) {
        this.run = run;
        this.link = link;
        this.session = session;
        this.memory = memory;
        this.reader = new FrameReader(run.metrics(), run.clock());
        this.batch = new Batch(run.settings().batchEvents(), run.settings().batchDelay());
        this.silence = new Deadline(run.settings().silenceTimeout());
    }

    /** Returns why the connection was left; it is still to be closed. */
    Departure follow() throws InterruptedException {
        Optional<Departure> departure = Optional.empty();
        while (departure.isEmpty()) {
            session.check();
            departure = step();
        }
        if (departure.get().cause() == LeaveCause.STOP) {
            run.states().become(IngestorState.STOPPING, departure.get().message());
        }
        bringHome();
        return departure.get();
    }

    // A connection delivers everything before it says that it has ended, so that is asked first.
    private Optional<Departure> step() throws InterruptedException {
        run.states().alive();
        Optional<ConnectionEnd> end = link.connection().ended();
        boolean came = takeOver(batch.remaining(TICK));
        if (batch.isDue()) {
            send();
        }
        noticeOpening();
        if (came || link.handOver().isPausing()) {
            silence.restart();
        }
        return came ? reasonToStop() : reasonToStop().or(() -> end.map(Departure::of)).or(this::silence);
    }

    private Optional<Departure> reasonToStop() {
        if (run.stop().isRequested()) {
            return Optional.of(new Departure(LeaveCause.STOP, "asked to stop"));
        }
        return memory.isFull() ? Optional.of(new Departure(LeaveCause.MEMORY, memory.toString())) : Optional.empty();
    }

    private Optional<Departure> silence() {
        return opened && silence.isOver()
                ? Optional.of(new Departure(
                        LeaveCause.SILENT,
                        link.source() + " delivered nothing for " + run.settings().silenceTimeout().toSeconds() + " s"))
                : Optional.empty();
    }

    private void noticeOpening() {
        if (!opened && link.connection().isOpened()) {
            opened = true;
            silence.restart();
            run.states().become(IngestorState.CONNECTED, link.source());
        }
    }

    private boolean takeOver(Duration wait) throws InterruptedException {
        Optional<Frames> frames = link.handOver().poll(wait);
        frames.ifPresent(this::add);
        return frames.isPresent();
    }

    private void add(Frames frames) {
        run.metrics().receivedBytes(frames.bytes());
        for (byte[] message : frames.messages()) {
            batch.add(reader.read(message));
            if (batch.isFull()) {
                send();
            }
        }
    }

    private void send() {
        session.append(batch.take(), link.source());
    }

    private void bringHome() throws InterruptedException {
        link.handOver().leave(link.connection());
        while (takeOver(Duration.ZERO)) {
            // Until nothing is left that was read.
        }
        if (!batch.isEmpty()) {
            send();
        }
        session.awaitAcknowledged();
    }
}
