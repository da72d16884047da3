package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.ResumePoint;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where ingestion goes on when Redis does not know (I1): from the cursor that the last flush saved in the bucket; if
 * nothing was ever flushed, from where this process began; else with what happens next.
 */
@Singleton
public final class ResumePoints {
    private static final Logger LOG = LoggerFactory.getLogger(ResumePoints.class);

    private final LastFlush lake;
    private Optional<ResumePoint> first = Optional.empty();
    private boolean flushKnown;

    ResumePoints(LastFlush lake) {
        this.lake = lake;
    }

    /** Remembers where this process has been, of which only the first counts. */
    void seen(Optional<ResumePoint> position) {
        first = first.or(() -> position);
    }

    /** Whether the latest answer of {@link #withoutRedis} was from the bucket, behind which nothing is missing. */
    boolean isFlushKnown() {
        return flushKnown;
    }

    /**
     * Where to go on with an empty Redis; empty to begin with what happens next.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the bucket cannot be asked
     * @throws IllegalStateException if the bucket's answer is not understood
     */
    Optional<ResumePoint> withoutRedis() {
        Optional<ResumePoint> flushed = lake.flushed();
        flushKnown = flushed.isPresent();
        if (flushed.isPresent()) {
            LOG.warn("Redis is empty: going on where the last flush was, at {}", flushed.get());
        } else if (first.isPresent()) {
            LOG.warn("Redis is empty and nothing was flushed: going on where this process began, at {}", first.get());
        } else {
            LOG.warn("neither Redis nor the bucket knows of a cursor: beginning with what happens now");
        }
        return flushed.or(() -> first);
    }
}
