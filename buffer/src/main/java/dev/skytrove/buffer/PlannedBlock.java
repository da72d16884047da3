package dev.skytrove.buffer;

/**
 * A block of events that waits in a queue.
 *
 * @param id of its entry
 * @param events how many it has
 * @param packed its bytes, as {@code docs/formats.md} describes them
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the buffer to the bucket, never compared
public record PlannedBlock(StreamId id, int events, byte[] packed) {}
