package dev.skytrove.buffer;

/**
 * Where ingestion goes on: everything up to here is in Redis or behind it.
 *
 * @param cursor Jetstream's {@code time_us}, microseconds since 1970
 * @param source the host that delivered the event of {@code cursor}
 */
public record ResumePoint(long cursor, String source) {}
