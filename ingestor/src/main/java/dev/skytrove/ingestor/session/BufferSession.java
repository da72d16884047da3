package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.CoverageNote;
import dev.skytrove.buffer.EventSink;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.lake.event.FingerprintKey;
import dev.skytrove.runtime.FatalErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One sink from its opening to its first failure, and how far each source has come. Safe for use by several threads,
 * each of which brings the events of one connection.
 */
public final class BufferSession implements AutoCloseable {
    private final EventSink sink;
    private final ResumePoints startPoints;
    private final IngestorMetrics metrics;
    private final ClockLimit limit;
    private final AtomicLong ingested = new AtomicLong();
    private final Map<String, Long> cursors;
    private final Map<String, Long> sequences;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();
    private volatile Optional<ResumePoint> position;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile double memoryRatio;

    /** @param position where to go on, empty to begin with what happens next */
    BufferSession(
            EventSink sink,
            Optional<ResumePoint> position,
            ResumePoints startPoints,
            IngestorMetrics metrics,
            ClockLimit limit) {
        this.limit = limit;
        this.sink = sink;
        this.position = position;
        this.startPoints = startPoints;
        this.metrics = metrics;
        this.cursors = new ConcurrentHashMap<>(sink.sourceCursors());
        this.sequences = new ConcurrentHashMap<>(sink.sourceSequences());
        startPoints.seen(position);
    }

    /** From where on events are to be asked for: everything before is in the buffer. */
    public Optional<ResumePoint> position() {
        return position;
    }

    /** The highest {@code time_us} that a source delivered and the buffer acknowledged; 0 if it never did. */
    public long cursor(String source) {
        return cursors.getOrDefault(source, 0L);
    }

    /** How far a source's clock was ahead of ours at most, zero if it was not. */
    public Duration lead(String source) {
        return sink.lead(source);
    }

    /** What the fingerprints of events are made with. */
    public FingerprintKey fingerprintKey() {
        return sink.fingerprintKey();
    }

    /** The sequence number that a source delivered last and the buffer acknowledged, unless it is forgotten. */
    public OptionalLong sequence(String source) {
        long sequence = sequences.getOrDefault(source, 0L);
        return sequence > 0 ? OptionalLong.of(sequence) : OptionalLong.empty();
    }

    /** Has a source's sequence number asked for no more: the source does not know it. */
    public void forgetSequence(String source) {
        sequences.remove(source);
    }

    /** How many events this session brought to the buffer. */
    public long ingested() {
        return ingested.get();
    }

    /** Begins to count on a source for the common cursor, once for each of its connections. */
    public void entered(String source) {
        connections.merge(source, 1, Integer::sum);
    }

    /** A connection of a source is over, and everything that it delivered was sent. */
    public void left(String source) {
        if (connections.merge(source, -1, Integer::sum) == 0) {
            sink.leave(source);
        }
    }

    /**
     * Sends a batch; waits only while too many are on their way.
     *
     * @param sequence the source's number of the latest event in it, if it numbers them
     * @param note what was read with them
     * @return completed when the buffer has it; never fails, for {@link #check} tells of failures, and an {@link Error} ends the
     *     process
     */
    public CompletableFuture<Void> append(
            List<ReceivedEvent> batch, String source, OptionalLong sequence, Optional<CoverageNote> note) {
        check();
        begin(batch, source);
        metrics.stamped(batch, limit);
        long sent = System.nanoTime();
        return heard(sink.append(batch, source, sequence, note), appended -> {
            acknowledged(appended, source, System.nanoTime() - sent);
            sequence.ifPresent(latest -> sequences.put(source, latest));
        });
    }

    /**
     * Returns while no batch has failed.
     *
     * @throws dev.skytrove.buffer.BufferException if a batch has failed
     */
    public void check() {
        failure.ifPresent(cause -> {
            throw cause;
        });
    }

    /** Asks the buffer how full it is; {@link #memoryRatio} tells when it has answered. */
    CompletableFuture<Void> askMemory() {
        return heard(sink.memory(), usage -> {
            memoryRatio = usage.ratio();
            metrics.buffer().memory(usage);
        });
    }

    /** Asks the buffer how much waits to be flushed, for the metrics. */
    CompletableFuture<Void> askQueues() {
        return heard(sink.queues().thenCombine(sink.putAside(), Waiting::new), waiting -> {
            metrics.buffer().queues(waiting.queues());
            metrics.buffer().putAside(waiting.putAside());
        });
    }

    /** What fails is told by {@link #check}, also where it fails here. */
    private <T> CompletableFuture<Void> heard(CompletableFuture<T> answer, Consumer<T> hearing) {
        return answer.thenAccept(hearing).exceptionally(thrown -> {
            failed(thrown);
            return null;
        });
    }

    private record Waiting(Map<Queue, QueueSize> queues, long putAside) {}

    /** The used part of the buffer's memory limit, as far as known; 0 if it has no limit. */
    double memoryRatio() {
        return memoryRatio;
    }

    // Without a cursor, what has been sent and not acknowledged could not be asked for again.
    private synchronized void begin(List<ReceivedEvent> batch, String source) {
        if (position.isEmpty()) {
            position = batch.stream()
                    .filter(ReceivedEvent.Valid.class::isInstance)
                    .map(event -> ((ReceivedEvent.Valid) event).header().timeUs())
                    .map(timeUs -> new ResumePoint(Math.clamp(timeUs, 1, limit.nowUs()), source))
                    .findFirst();
            startPoints.seen(position);
        }
    }

    private synchronized void acknowledged(Appended appended, String source, long nanos) {
        metrics.acknowledged(appended, nanos);
        ingested.addAndGet(appended.ingested());
        cursors.merge(source, appended.sourceCursor(), Math::max);
        if (position.stream().anyMatch(point -> appended.cursor() > point.cursor())) {
            position = Optional.of(new ResumePoint(appended.cursor(), source));
        }
    }

    private synchronized void failed(Throwable thrown) {
        FatalErrors.check(thrown);
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (failure.isEmpty()) {
            failure = Optional.of(
                    cause instanceof RuntimeException known
                            ? known
                            : new IllegalStateException("the sink failed in an unknown way", cause));
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
