package dev.skytrove.functions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The object {@code state/flush.json}, as far as readers need it.
 *
 * @param version the form of the object
 * @param cursor microseconds since 1970: the lake holds everything up to then
 * @param savedAt when the latest batch was planned, ISO 8601 in UTC
 */
@Serdeable
public record FlushTimes(int version, long cursor, @Nullable @JsonProperty("saved_at") String savedAt) {
    private static final Logger log = LoggerFactory.getLogger(FlushTimes.class);

    /** The only version that is understood. */
    private static final int VERSION = 1;

    /** What an object says; empty if it cannot be understood. */
    public static Optional<FlushTimes> read(String state, JsonMapper json) {
        try {
            FlushTimes times = json.readValue(state, FlushTimes.class);
            if (times.version == VERSION) {
                return Optional.of(times);
            }
            log.warn("state/flush.json has version {}, which this build does not know", times.version);
        } catch (IOException e) {
            log.warn("state/flush.json cannot be read: {}", e.getMessage());
        }
        return Optional.empty();
    }

    /** The lake holds every event that the network delivered up to then. */
    public Instant newestEvent() {
        return Instant.EPOCH.plus(cursor, ChronoUnit.MICROS);
    }

    /** When the latest batch was planned. */
    public Optional<Instant> lastFlush() {
        return Optional.ofNullable(savedAt).map(Instant::parse);
    }
}
