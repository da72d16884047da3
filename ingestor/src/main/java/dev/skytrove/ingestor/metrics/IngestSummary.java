package dev.skytrove.ingestor.metrics;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a run of the ingestor did: the last line of its standard output.
 *
 * @param ingested events that the buffer acknowledged
 * @param duplicates events dropped because the buffer had them already
 * @param malformed messages kept aside
 * @param cursor the {@code time_us} up to which everything is in the buffer, 0 if nothing ever was
 * @param source the host of the cursor, empty if there is none
 */
@Serdeable
public record IngestSummary(long ingested, long duplicates, long malformed, long cursor, String source) {}
