package dev.skytrove.ingestor.reader;

import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.ingestor.metrics.ReceivedCounts;
import dev.skytrove.ingestor.session.BufferSession;
import dev.skytrove.ingestor.session.IngestContext;
import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import dev.skytrove.ingestor.source.EventSource;
import dev.skytrove.ingestor.source.EventStream;
import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.ingestor.source.StreamListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one stream: brings its events to the buffer, step by step, until there is a reason to leave it. Used by one thread;
 * throws what the session failed with.
 */
final class StreamReader implements StreamListener, AutoCloseable {
    private final IngestContext context;
    private final BufferSession session;
    private final EventSource source;
    private final EventStream stream;
    private final CoverageRecorder recorder;
    private final Comparing comparing;
    private final Batch batch;
    private final ReceivedCounts counts = new ReceivedCounts();
    private final Deadline silence;
    private final long cursorBefore;
    /** What is in the batch, or was; not yet what is being added to it. */
    private List<EventStream.Delivered> read = new ArrayList<>();
    private CompletableFuture<Void> lastSent = CompletableFuture.completedFuture(null);
    private OptionalLong sequence = OptionalLong.empty();
    private String cause = "left";
    private boolean opened;
    private boolean entered;
    private long newest;
    /** What is later than this is not believed. */
    private long latest;

    /** Begins to connect. */
    StreamReader(IngestContext context, BufferSession session, EventSource source, StartAt start, Comparing comparing)
            throws InterruptedException {
        this.context = context;
        this.session = session;
        this.source = source;
        this.comparing = comparing;
        this.cursorBefore = session.cursor(source.name());
        this.recorder = new CoverageRecorder(connection(), source.name(), source.isFiltered(), start);
        this.batch = new Batch(context.settings().batchEvents(), context.settings().batchDelay());
        this.silence = new Deadline(context.settings().silenceTimeout());
        this.stream = source.open(start, session.fingerprintKey(), reached());
    }

    /**
     * Which of the readers this is for, and who compares what they deliver.
     *
     * @param reader from 0
     * @param comparison is told of every event, if two sources are compared
     */
    record Comparing(int reader, Optional<SourceComparison> comparison) {}

    // No two connections of a reader are opened in the same microsecond.
    private String connection() {
        return Long.toString(context.limit().nowUs(), Character.MAX_RADIX) + "-" + (comparing.reader() + 1);
    }

    private long reached() {
        return session.cursor(source.name()) + session.lead(source.name()).toNanos() / 1_000;
    }

    /**
     * Takes over what came, waiting for it a little.
     *
     * @param wait how long at most
     * @return why the connection must be left, if it must
     */
    Optional<Disconnect> step(Duration wait) throws InterruptedException {
        session.check();
        boolean came = takeOver(batch.remaining(wait));
        if (batch.isDue()) {
            send();
        }
        noticeOpening();
        if (came || stream.isPaused()) {
            silence.restart();
        }
        Optional<Disconnect> over = stream.ended().or(this::silence);
        over.ifPresent(why -> cause = why.cause().label());
        return over;
    }

    private Optional<Disconnect> silence() {
        return opened && silence.isOver()
                ? Optional.of(new Disconnect(
                        DisconnectCause.SILENT,
                        source.name() + " delivered nothing for "
                                + context.settings().silenceTimeout().toSeconds() + " s"))
                : Optional.empty();
    }

    private void noticeOpening() {
        if (!opened && stream.isOpened()) {
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

    /** Whether the buffer has more of this source than before. */
    boolean madeProgress() {
        return session.cursor(source.name()) > cursorBefore;
    }

    /** What is read. */
    EventSource source() {
        return source;
    }

    /** Lets the connection read nothing more, and waits until the buffer has all that was read. */
    void drain() throws InterruptedException {
        stream.stop();
        while (takeOver(Duration.ZERO)) {
            // Until nothing is left that was read.
        }
        if (!batch.isEmpty()) {
            send();
        }
        lastSent.join();
        if (entered && !recorder.isEnded()) {
            lastSent = session.append(
                    List.of(), source.name(), OptionalLong.empty(), Optional.of(recorder.end(cause)));
        }
        lastSent.join();
        session.check();
    }

    private boolean takeOver(Duration wait) throws InterruptedException {
        latest = context.limit().latestUs();
        recorder.believe(latest);
        Optional<EventStream.Delivered> delivered = stream.read(wait, this);
        delivered.ifPresent(read::add);
        context.metrics().received(counts);
        if (delivered.isPresent() && batch.isEmpty()) {
            releaseRead();
        }
        return delivered.isPresent();
    }

    /** Nobody needs what was read once the batch that was sent last is over, the last one with some of it. */
    private void releaseRead() {
        List<EventStream.Delivered> done = read;
        read = new ArrayList<>();
        lastSent = lastSent.thenRun(() -> done.forEach(EventStream.Delivered::release));
    }

    @Override
    public void received(ReceivedEvent event, OptionalLong number) {
        counts.add(event.raw().length());
        switch (event) {
            case ReceivedEvent.Valid valid -> {
                counts.add(valid.header());
                long timeUs = valid.header().timeUs();
                recorder.event(timeUs, number);
                if (timeUs <= latest) {
                    newest = Math.max(newest, timeUs);
                }
            }
            case ReceivedEvent.Malformed malformed -> {
                context.metrics().received(malformed);
                recorder.numbered(number);
            }
        }
        if (number.isPresent()) {
            sequence = number;
        }
        add(event);
    }

    @Override
    public void unreadable(ReceivedEvent.Malformed message) {
        context.metrics().received(message);
        recorder.garbage();
        add(message);
    }

    @Override
    public void beganLate() {
        recorder.late();
    }

    private void add(ReceivedEvent event) {
        batch.add(event);
        if (batch.isFull()) {
            send();
        }
    }

    private void send() {
        if (!entered) {
            entered = true;
            session.entered(source.name());
        }
        List<ReceivedEvent> events = batch.take();
        lastSent = session.append(events, source.name(), sequence, Optional.of(recorder.take()));
        sequence = OptionalLong.empty();
        releaseRead();
        comparing.comparison().ifPresent(comparison -> comparison.delivered(comparing.reader(), events));
    }

    /** Leaves the connection; what was not drained is asked for again. */
    @Override
    public void close() {
        stream.close();
        if (entered) {
            session.left(source.name());
        }
    }

    @Override
    public String toString() {
        return stream.toString();
    }
}
