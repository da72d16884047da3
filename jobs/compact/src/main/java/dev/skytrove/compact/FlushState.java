package dev.skytrove.compact;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The object {@code state/flush.json}, as far as this job needs it.
 *
 * @param version the form of the object
 * @param batch the batch that was flushed last
 * @param savedAt when it was planned, ISO 8601 in UTC
 */
@Serdeable
record FlushState(int version, long batch, @Nullable @JsonProperty("saved_at") String savedAt) {
    /** The object's name. */
    static final String NAME = "state/flush.json";

    /** The only version that is understood. */
    static final int VERSION = 1;
}
