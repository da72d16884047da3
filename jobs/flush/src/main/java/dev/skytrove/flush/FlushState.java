package dev.skytrove.flush;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The object {@code state/flush.json}: where ingestion goes on if Redis loses everything.
 *
 * @param version the form of the object
 * @param batch the batch that was flushed last
 * @param cursor Jetstream's {@code time_us}: the bucket holds everything up to it
 * @param source the host of the cursor
 * @param savedAt when the batch was planned, ISO 8601 in UTC: the same whenever the batch is carried out again
 */
@Serdeable
record FlushState(int version, long batch, long cursor, String source, @JsonProperty("saved_at") String savedAt) {
    /** The object's name. */
    static final String NAME = "state/flush.json";

    /** The form of the object. */
    static final int VERSION = 1;
}
