/**
 * What it costs to bring events from Redis to the lake: the time of a peak batch, the memory of a long backlog, and how
 * many bytes an event takes, beside DuckDB reading and writing the same lines.
 */
package dev.skytrove.bench.flush;
