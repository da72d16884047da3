package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.AppenderClaim;
import dev.skytrove.buffer.AppenderConfig;
import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.EventSink;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import java.util.Optional;

/** Opens sessions with the buffer, each from what the buffer says at that moment. */
public final class BufferSessions {
    private final Buffer buffer;
    private final AppenderConfig config;
    private final ResumePoints startPoints;
    private final IngestorMetrics metrics;
    private final ClockLimit limit;
    private final AppenderClaim claim;
    private boolean opened;

    /** Opens nothing yet. */
    public BufferSessions(
            Buffer buffer,
            AppenderConfig config,
            ResumePoints startPoints,
            IngestorMetrics metrics,
            ClockLimit limit,
            AppenderClaim claim) {
        this.claim = claim;
        this.limit = limit;
        this.buffer = buffer;
        this.config = config;
        this.startPoints = startPoints;
        this.metrics = metrics;
    }

    /**
     * Opens the only session that there is: one whose holder is gone, or stood still for too long, ends.
     *
     * @throws dev.skytrove.buffer.BufferHeldException if another ingestor has one
     * @throws dev.skytrove.buffer.BufferException if the buffer does not let us
     * @throws dev.skytrove.lake.storage.StorageException if the buffer is empty and the bucket cannot be asked
     */
    public BufferSession open() {
        if (opened) {
            // The keys of duplicates are most of what a process has: those of the session before are not to lie about
            // beside the next one's.
            System.gc();
            opened = false;
        }
        EventSink sink = buffer.openSink(config, limit, claim);
        opened = true;
        try {
            Optional<ResumePoint> position = sink.resumePoint().or(() -> startPoints.withoutBuffer(sink));
            if (sink.isHealed() || (sink.isEmptied() && !startPoints.isFlushKnown())) {
                metrics.gap();
            }
            return new BufferSession(sink, position, startPoints, metrics, limit);
        } catch (RuntimeException e) {
            sink.close();
            throw e;
        }
    }
}
