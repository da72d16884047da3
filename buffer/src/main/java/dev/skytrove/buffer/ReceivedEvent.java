package dev.skytrove.buffer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import java.time.Instant;

/** One frame of Jetstream, as the ingestor judged it. Its bytes are kept as they came and must not change any more. */
public sealed interface ReceivedEvent {
    /** The frame as delivered. */
    ByteSlice raw();

    /**
     * An event that belongs into a table.
     *
     * @param raw the frame as delivered
     * @param header what was read of it: its table, its duplicate key and its time
     */
    record Valid(ByteSlice raw, EventHeader header) implements ReceivedEvent {}

    /**
     * A frame that is no event.
     *
     * @param raw the frame as delivered
     * @param reason why, as a short constant: the label of a {@link dev.skytrove.lake.event.MalformedReason} or alike
     * @param receivedAt when it came
     */
    record Malformed(ByteSlice raw, String reason, Instant receivedAt) implements ReceivedEvent {}
}
