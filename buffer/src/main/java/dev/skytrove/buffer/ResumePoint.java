package dev.skytrove.buffer;

/**
 * Where ingestion goes on: everything up to here is in the buffer or behind it.
 *
 * @param cursor Jetstream's {@code time_us}, microseconds since 1970
 * @param source the host that delivered the event of {@code cursor}; of several the one that had come least far
 */
public record ResumePoint(long cursor, String source) {}
