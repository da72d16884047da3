package dev.skytrove.buffer;

import java.time.Instant;

/**
 * An event in a queue.
 *
 * @param id the ID of its block in the queue
 * @param index its place in the block, counted from 0
 * @param raw the event as it was delivered
 */
@SuppressWarnings("ArrayRecordComponent") // carried from socket to file, never compared
public record BufferEntry(StreamId id, int index, byte[] raw) {
    /** When the server received it, by its own clock: part of the ID, so that it never changes. */
    public Instant receivedAt() {
        return Instant.ofEpochMilli(id.milliseconds());
    }
}
