package dev.skytrove.importer;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;

/**
 * Which hours no flush adds to any more, so that what the lake lacks of them is missing: those that ended a while before the
 * newest flush's cursor, and before now.
 *
 * @param until before this an hour must have ended
 */
record FlushedUntil(Instant until) {
    /** Any hour that can be. */
    static FlushedUntil any() {
        return new FlushedUntil(Instant.MAX);
    }

    /** Reads what the last flush left; a lake without one has all that will ever be flushed of what is over. */
    static FlushedUntil read(ObjectStore store, Duration margin, Instant now) {
        Instant until = FlushState.read(store)
                .map(FlushState::reached)
                .filter(cursor -> cursor.isBefore(now))
                .orElse(now);
        return new FlushedUntil(until.minus(margin));
    }

    boolean covers(HourKey hour) {
        return !hour.end().isAfter(until);
    }
}
