package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.runtime.ProcessEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last flush left in the bucket for us: the cursor up to which the bucket holds everything. */
@Singleton
final class LastFlush {
    private static final Logger LOG = LoggerFactory.getLogger(LastFlush.class);

    private final String storage;
    private final Map<String, String> environment;
    private final ClockLimit limit;

    /** @throws IllegalArgumentException if there is a storage, and its location or credentials are wrong */
    LastFlush(IngestorConfig config, ProcessEnvironment environment, Clock clock) {
        this.storage = config.storage();
        this.environment = environment.variables();
        this.limit = new ClockLimit(clock, config.ingestor().clockSkew());
        if (!storage.isEmpty()) {
            ObjectStores.check(storage, this.environment);
        }
    }

    /**
     * Reads the cursor; empty if nothing was ever flushed or no storage is configured.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the bucket cannot be asked
     * @throws IllegalStateException if its answer is not understood
     */
    Optional<ResumePoint> flushed() {
        if (storage.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectStore store = ObjectStores.open(storage, environment)) {
            return FlushState.read(store).map(this::point);
        }
    }

    private ResumePoint point(FlushState state) {
        if (state.cursor() <= 0) {
            throw new IllegalStateException(FlushState.NAME + " has no cursor");
        }
        return new ResumePoint(believed(state), state.source());
    }

    // A cursor that is ahead of the time is not where ingestion was; that was at most when it was saved.
    private long believed(FlushState state) {
        if (state.cursor() <= limit.latestUs()) {
            return state.cursor();
        }
        long saved = state.savedAt().map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time)).orElse(0L);
        long believed = saved > 0 && saved < limit.nowUs() ? saved : limit.nowUs();
        LOG.warn("the cursor {} of {} is ahead of the clock: going on at {}", state.cursor(), FlushState.NAME, believed);
        return believed;
    }
}
