package dev.skytrove.buffer;

/**
 * What the buffer acknowledged of a batch.
 *
 * @param ingested events appended to their queues
 * @param duplicates events dropped because they had been appended before
 * @param malformed frames put aside
 * @param cursor the {@code time_us} up to which every source that delivers was appended, 0 if nothing ever was
 * @param sourceCursor the highest {@code time_us} of all events, new or not, that the batch's source delivered so far;
 *     0 if it never did
 */
public record Appended(int ingested, int duplicates, int malformed, long cursor, long sourceCursor) {}
