package dev.skytrove.functions;

import dev.skytrove.query.read.SnapshotRead;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The JSON of a snapshot that was searched.
 *
 * @param time its name, such as {@code 20260710T070000Z}
 * @param removed how many of its posts were left out because they have been taken back since
 * @param redacted how many rows left its files before, for the same reason
 */
@Serdeable.Serializable
public record SnapshotAnswer(String time, long removed, long redacted) {
    /** The same for clients. */
    public static SnapshotAnswer of(SnapshotRead read) {
        return new SnapshotAnswer(read.name().toString(), read.removed(), read.redacted());
    }
}
