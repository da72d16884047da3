package dev.skytrove.ingestor.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The object {@code state/flush.json}, as far as ingestion needs it: up to which cursor the bucket holds everything.
 *
 * @param version the form of the object
 * @param cursor Jetstream's {@code time_us}
 * @param source the host of the cursor
 * @param savedAt when the queues were as the cursor says, ISO 8601 in UTC
 */
@Serdeable
record FlushState(int version, long cursor, String source, @Nullable @JsonProperty("saved_at") String savedAt) {
    /** The object's name. */
    static final String NAME = "state/flush.json";

    /** The only version that is understood. */
    static final int VERSION = 1;
}
