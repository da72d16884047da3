package dev.skytrove.ingestor;

import dev.skytrove.buffer.Appended;
import dev.skytrove.buffer.EventAppender;
import dev.skytrove.buffer.ReceivedEvent;
import dev.skytrove.buffer.ResumePoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One appender from its opening to its first failure, and how far it has come. Used by one thread; acknowledgements
 * come on another.
 */
final class BufferSession implements AutoCloseable {
    private final EventAppender appender;
    private final StartPoints startPoints;
    private final IngestorMetrics metrics;
    private final AtomicLong ingested = new AtomicLong();
    private volatile Optional<ResumePoint> position;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile double memoryRatio;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** @param position where to go on, empty to begin with what happens next */
    BufferSession(
            EventAppender appender, Optional<ResumePoint> position, StartPoints startPoints, IngestorMetrics metrics) {
        this.appender = appender;
        this.position = position;
        this.startPoints = startPoints;
        this.metrics = metrics;
        startPoints.seen(position);
    }

    /** From where on events are to be asked for: everything before is in Redis. */
    Optional<ResumePoint> position() {
        return position;
    }

    /** How many events this session brought to Redis. */
    long ingested() {
        return ingested.get();
    }

    /** Sends a batch; waits only while too many are on their way. */
    void append(List<ReceivedEvent> batch, String source) {
        check();
        begin(batch, source);
        long sent = System.nanoTime();
        last = appender.append(batch, source).handle((appended, thrown) -> {
            if (thrown == null) {
                acknowledged(appended, source, System.nanoTime() - sent);
            } else {
                failed(thrown);
            }
            return null;
        });
    }

    /** @throws dev.skytrove.buffer.BufferException if a batch has failed */
    void check() {
        failure.ifPresent(cause -> {
            throw cause;
        });
    }

    /**
     * Waits until Redis has acknowledged every batch; as long as the appender's timeout at most.
     *
     * @throws dev.skytrove.buffer.BufferException if a batch has failed
     */
    void awaitAcknowledged() {
        // Redis answers in the order of the batches.
        last.join();
        check();
    }

    /** Asks Redis how full it is; {@link #memoryRatio} tells when it has answered. */
    CompletableFuture<Void> askMemory() {
        return appender.memory().handle((usage, thrown) -> {
            if (thrown == null) {
                memoryRatio = usage.ratio();
                metrics.redisMemory(memoryRatio);
            } else {
                failed(thrown);
            }
            return null;
        });
    }

    /** The used part of Redis' memory limit, as far as known; 0 if it has no limit. */
    double memoryRatio() {
        return memoryRatio;
    }

    // Without a cursor, what has been sent and not acknowledged could not be asked for again.
    private void begin(List<ReceivedEvent> batch, String source) {
        if (position.isEmpty()) {
            position = batch.stream()
                    .filter(ReceivedEvent.Valid.class::isInstance)
                    .map(event -> new ResumePoint(((ReceivedEvent.Valid) event).header().timeUs(), source))
                    .findFirst();
            startPoints.seen(position);
        }
    }

    private void acknowledged(Appended appended, String source, long nanos) {
        metrics.acknowledged(appended, nanos);
        ingested.addAndGet(appended.ingested());
        if (position.stream().anyMatch(point -> appended.cursor() > point.cursor())) {
            position = Optional.of(new ResumePoint(appended.cursor(), source));
        }
    }

    private void failed(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (failure.isEmpty()) {
            failure = Optional.of(
                    cause instanceof RuntimeException known
                            ? known
                            : new IllegalStateException("the appender failed in an unknown way", cause));
        }
    }

    @Override
    public void close() {
        appender.close();
    }
}
