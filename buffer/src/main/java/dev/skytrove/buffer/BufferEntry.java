package dev.skytrove.buffer;

/**
 * An event in a table's queue.
 *
 * @param id its ID in the queue
 * @param raw the event as it was delivered
 */
@SuppressWarnings("ArrayRecordComponent") // carried from socket to file, never compared
public record BufferEntry(StreamId id, byte[] raw) {}
