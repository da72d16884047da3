package dev.skytrove.buffer;

import dev.skytrove.lake.Table;

/**
 * An entry of a queue of which no row can be made.
 *
 * @param table the queue's table
 * @param id the entry's ID
 * @param reason why, as a short constant
 */
public record RejectedEntry(Table table, StreamId id, String reason) {}
