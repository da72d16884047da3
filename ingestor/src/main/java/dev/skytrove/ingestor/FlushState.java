package dev.skytrove.ingestor;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The object {@code state/flush.json}, as far as ingestion needs it: up to which cursor the bucket holds everything.
 *
 * @param version the form of the object
 * @param cursor Jetstream's {@code time_us}
 * @param source the host of the cursor
 */
@Serdeable
record FlushState(int version, long cursor, String source) {
    /** The object's name. */
    static final String NAME = "state/flush.json";

    /** The only version that is understood. */
    static final int VERSION = 1;
}
