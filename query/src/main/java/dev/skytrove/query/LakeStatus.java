package dev.skytrove.query;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.parquet.FeatureRange;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.KnownFeatures;
import dev.skytrove.query.files.LakeContents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lake holds.
 *
 * @param flushState what the last flush left; empty before the first one, and if it is not understood
 * @param posts which hours of posts it has
 * @param features what posts have features of, by name
 */
public record LakeStatus(Optional<FlushState> flushState, LakeContents posts, List<FeatureRange> features) {
    private static final Logger log = LoggerFactory.getLogger(LakeStatus.class);

    /** How far ahead of our clock that of an ingestor may be; what is further ahead was written by no ingestor. */
    private static final Duration SKEW = Duration.ofHours(1);

    static LakeStatus read(ObjectStore store, KnownFeatures features) {
        // Before the listing: what the state says is there is then listed.
        Optional<FlushState> state = flushState(store);
        return new LakeStatus(state, LakeContents.list(store), features.list());
    }

    /**
     * What the last flush left, unless it says that the lake holds what is yet to happen.
     *
     * @param now the time by our clock
     */
    public Optional<FlushState> flushState(Instant now) {
        return flushState.filter(state -> !state.reached().isAfter(now.plus(SKEW)));
    }

    private static Optional<FlushState> flushState(ObjectStore store) {
        try {
            return FlushState.read(store);
        } catch (IllegalStateException e) {
            log.warn("when the lake was flushed is not told: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
