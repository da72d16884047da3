package dev.skytrove.demo;

/**
 * What was measured over a part of a validation.
 *
 * @param day the day of the network that it lies in, from 1
 * @param events events that the ingestor took
 * @param rows rows that flushes wrote
 * @param bytes bytes that they wrote
 * @param seconds how long all of it took
 * @param flushSeconds how long the longest flush took
 * @param querySeconds how long the slowest search took
 * @param ingestorBytes the most memory that the ingestor held
 * @param searchBytes the most memory that the search function held
 * @param redisBytes the most memory that Redis used
 */
record Checkpoint(
        int day,
        long events,
        long rows,
        long bytes,
        double seconds,
        double flushSeconds,
        double querySeconds,
        long ingestorBytes,
        long searchBytes,
        long redisBytes) {
    /** How much an event takes in the lake, in bytes; 0 if nothing was flushed. */
    double bytesPerEvent() {
        return rows == 0 ? 0 : (double) bytes / rows;
    }
}
