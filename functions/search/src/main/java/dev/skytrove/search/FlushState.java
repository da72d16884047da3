package dev.skytrove.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The object {@code state/flush.json}, as far as readers need it.
 *
 * @param version the form of the object
 * @param cursor microseconds since 1970: the lake holds everything up to then
 * @param savedAt when the latest batch was planned, ISO 8601 in UTC
 */
@Serdeable
record FlushState(int version, long cursor, @Nullable @JsonProperty("saved_at") String savedAt) {
    /** The only version that is understood. */
    static final int VERSION = 1;
}
