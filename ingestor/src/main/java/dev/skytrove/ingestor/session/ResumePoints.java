package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.EventSink;
import dev.skytrove.buffer.ResumePoint;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where ingestion goes on when the buffer does not know (I1): from the cursor that the last flush saved in the bucket; if
 * nothing was ever flushed, from where this process began; else with what happens next.
 */
@Singleton
public final class ResumePoints {
    private static final Logger LOG = LoggerFactory.getLogger(ResumePoints.class);

    private final LastFlush lake;
    private final LakeEvents events;
    private Optional<ResumePoint> first = Optional.empty();
    private boolean flushKnown;

    ResumePoints(LastFlush lake, LakeEvents events) {
        this.lake = lake;
        this.events = events;
    }

    /** Remembers where this process has been, of which only the first counts. */
    void seen(Optional<ResumePoint> position) {
        first = first.or(() -> position);
    }

    /** Whether the latest answer of {@link #withoutBuffer} was from the bucket, behind which nothing is missing. */
    boolean isFlushKnown() {
        return flushKnown;
    }

    /**
     * Where to go on with an empty buffer; empty to begin with what happens next. What the lake has of the events that are then
     * asked for is recognised by the sink from now on (I2).
     *
     * @throws dev.skytrove.lake.storage.StorageException if the bucket cannot be asked
     * @throws IllegalStateException if the bucket's answer is not understood
     * @throws dev.skytrove.buffer.BufferException if the sink fails
     */
    Optional<ResumePoint> withoutBuffer(EventSink sink) {
        Optional<ResumePoint> point = lost();
        point.ifPresent(known -> events.recognise(sink, known.cursor()));
        return point;
    }

    private Optional<ResumePoint> lost() {
        Optional<ResumePoint> flushed = lake.flushed();
        flushKnown = flushed.isPresent();
        if (flushed.isPresent()) {
            LOG.warn("the buffer is empty: going on where the last flush was, at {}", flushed.get());
        } else if (first.isPresent()) {
            LOG.warn("the buffer is empty and nothing was flushed: going on where this process began, at {}", first.get());
        } else {
            LOG.warn("neither the buffer nor the bucket knows of a cursor: beginning with what happens now");
        }
        return flushed.or(() -> first);
    }
}
