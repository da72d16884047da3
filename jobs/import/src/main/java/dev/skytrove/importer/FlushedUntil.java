package dev.skytrove.importer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which hours no flush adds to any more, so that what the lake lacks of them is missing: those that ended a while before the
 * newest flush's cursor, and before now.
 *
 * @param until before this an hour must have ended
 */
record FlushedUntil(Instant until) {
    private static final String NAME = "state/flush.json";
    private static final int VERSION = 1;
    private static final DataSize LIMIT = new DataSize(1 << 20);

    /**
     * The object {@code state/flush.json}, as far as this job needs it.
     *
     * @param cursor up to which the bucket holds everything, in microseconds since 1970
     */
    @Serdeable
    record State(int version, @JsonProperty("cursor") long cursor) {}

    /** Any hour that can be. */
    static FlushedUntil any() {
        return new FlushedUntil(Instant.MAX);
    }

    /** Reads what the last flush left; a lake without one has all that will ever be flushed of what is over. */
    static FlushedUntil read(ObjectStore store, ObjectMapper json, Duration margin, Instant now) {
        try {
            State state = json.readValue(store.get(NAME, LIMIT), State.class);
            if (state.version() != VERSION) {
                throw new IllegalStateException(
                        NAME + " has version " + state.version() + "; this release knows " + VERSION);
            }
            Instant cursor = Instant.EPOCH.plus(state.cursor(), ChronoUnit.MICROS);
            return new FlushedUntil((cursor.isBefore(now) ? cursor : now).minus(margin));
        } catch (ObjectNotFoundException e) {
            return new FlushedUntil(now.minus(margin));
        } catch (IOException e) {
            throw new IllegalStateException(NAME + " cannot be understood: " + e.getMessage(), e);
        }
    }

    boolean covers(HourKey hour) {
        return !hour.end().isAfter(until);
    }
}
