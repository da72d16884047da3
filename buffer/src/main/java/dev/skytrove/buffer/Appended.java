package dev.skytrove.buffer;

/**
 * What Redis acknowledged of a batch.
 *
 * @param ingested events appended to their queues
 * @param duplicates events dropped because they had been appended before
 * @param malformed frames put aside
 * @param cursor the highest {@code time_us} appended so far, 0 if none ever was
 */
public record Appended(int ingested, int duplicates, int malformed, long cursor) {}
