package dev.skytrove.buffer;

/**
 * How much waits in a queue to be flushed.
 *
 * @param entries blocks of events
 * @param events the events in them
 */
public record QueueSize(long entries, long events) {}
