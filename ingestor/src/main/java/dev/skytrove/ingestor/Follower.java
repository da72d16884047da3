package dev.skytrove.ingestor;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.jetstream.ConnectionEnd;
import dev.skytrove.ingestor.jetstream.Message;
import dev.skytrove.ingestor.jetstream.Messages;
import dev.skytrove.ingestor.jetstream.WrongDictionaryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Follows one connection: brings what it reads to Redis, step by step, until there is a reason to leave it. Used by one
 * thread; throws what the session failed with.
 */
final class Follower implements AutoCloseable {
    private final Run run;
    private final Link link;
    private final BufferSession session;
    private final Reading reading;
    private final FrameReader reader;
    private final Batch batch;
    private final Deadline silence;
    private final long cursorBefore;
    private final Consumer<ReceivedEvent> keep = this::add;
    /** What is in the batch, or was; not yet what is being added to it. */
    private List<Messages> read = new ArrayList<>();
    private CompletableFuture<Void> lastSent = CompletableFuture.completedFuture(null);
    private String cause = "left";
    private boolean opened;
    private boolean entered;
    private long newest;
    /** What is later than this is not believed. */
    private long latest;

    Follower(Run run, Link link, BufferSession session) {
        this.run = run;
        this.link = link;
        this.session = session;
        this.cursorBefore = session.cursor(link.source());
        this.reading = new Reading(connection(run, link), link.request());
        this.reader = new FrameReader(
                run.metrics(),
                run.clock(),
                link.request(),
                session.fingerprintKey(),
                reached(link, session),
                reading);
        this.batch = new Batch(run.settings().batchEvents(), run.settings().batchDelay());
        this.silence = new Deadline(run.settings().silenceTimeout());
    }

    // No two connections of a reader are opened in the same microsecond.
    private static String connection(Run run, Link link) {
        return Long.toString(run.limit().nowUs(), Character.MAX_RADIX) + "-" + (link.reader() + 1);
    }

    private static long reached(Link link, BufferSession session) {
        return session.cursor(link.source()) + session.lead(link.source()).toNanos() / 1_000;
    }

    /**
     * Takes over what came, waiting for it a little.
     *
     * @param wait how long at most
     * @return why the connection must be left, if it must
     */
    Optional<Departure> step(Duration wait) throws InterruptedException {
        Optional<Departure> departure = read(wait);
        departure.ifPresent(over -> cause = over.cause().label());
        return departure;
    }

    private Optional<Departure> read(Duration wait) throws InterruptedException {
        session.check();
        // A connection delivers everything before it says that it has ended, so that is asked first.
        Optional<ConnectionEnd> end = link.connection().ended();
        try {
            boolean came = takeOver(batch.remaining(wait));
            if (reader.astray().isPresent()) {
                return Optional.of(new Departure(LeaveCause.ASTRAY, reader.astray().get()));
            }
            if (batch.isDue()) {
                send();
            }
            noticeOpening();
            if (came || link.handOver().isPausing()) {
                silence.restart();
            }
            return came ? Optional.empty() : end.map(Departure::of).or(this::silence);
        } catch (WrongDictionaryException e) {
            return Optional.of(new Departure(LeaveCause.DICTIONARY, e.getMessage()));
        }
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
        }
    }

    /** Whether the server has accepted the subscription. */
    boolean isOpened() {
        return opened;
    }

    /** The highest {@code time_us} that it delivered and that can be, 0 if none. */
    long newest() {
        return newest;
    }

    /** Whether Redis has more of this source than before. */
    boolean madeProgress() {
        return session.cursor(link.source()) > cursorBefore;
    }

    /** The connection and what comes out of it. */
    Link link() {
        return link;
    }

    /** Lets the connection read nothing more, and waits until Redis has all that was read. */
    void bringHome() throws InterruptedException {
        link.handOver().leave(link.connection());
        try {
            while (takeOver(Duration.ZERO)) {
                // Until nothing is left that was read.
            }
        } catch (WrongDictionaryException _) {
            // The rest cannot be read either, and is asked for again.
        }
        if (!batch.isEmpty()) {
            send();
        }
        lastSent.join();
        if (entered && !reading.isEnded()) {
            lastSent = session.append(
                    List.of(), link.source(), OptionalLong.empty(), Optional.of(reading.end(cause)));
        }
        lastSent.join();
        session.check();
    }

    private boolean takeOver(Duration wait) throws InterruptedException, WrongDictionaryException {
        Optional<Messages> messages = link.handOver().poll(wait);
        if (messages.isPresent()) {
            add(messages.get());
        }
        return messages.isPresent();
    }

    private void add(Messages messages) throws WrongDictionaryException {
        latest = run.limit().latestUs();
        reading.believe(latest);
        for (Message message : messages.list()) {
            reader.read(message, keep);
        }
        read.add(messages);
        if (batch.isEmpty()) {
            releaseRead();
        }
    }

    /** Nobody needs what was read once the batch that was sent last is over, the last one with some of it. */
    private void releaseRead() {
        List<Messages> done = read;
        read = new ArrayList<>();
        lastSent = lastSent.thenRun(() -> done.forEach(Messages::release));
    }

    private void add(ReceivedEvent event) {
        if (event instanceof ReceivedEvent.Valid valid && valid.header().timeUs() <= latest) {
            newest = Math.max(newest, valid.header().timeUs());
        }
        batch.add(event);
        if (batch.isFull()) {
            send();
        }
    }

    private void send() {
        if (!entered) {
            entered = true;
            session.entered(link.source());
        }
        List<ReceivedEvent> events = batch.take();
        reader.tellCounts();
        lastSent = session.append(events, link.source(), reader.takeSequence(), Optional.of(reading.take()));
        releaseRead();
        link.coverage().ifPresent(coverage -> coverage.delivered(link.reader(), events));
    }

    /** Leaves the connection; what was not brought home is asked for again. */
    @Override
    public void close() {
        link.connection().close();
        reader.close();
        run.metrics().handOverEnded(link.handOver());
        if (entered) {
            session.left(link.source());
        }
    }
}
