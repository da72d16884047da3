package dev.skytrove.lake.snapshot;

import java.time.Instant;

/**
 * What left a snapshot after it was taken, because people took it back: counts, never content.
 *
 * @param at when
 * @param files how many files were replaced
 * @param rows how many rows these have less
 */
public record Redaction(Instant at, long files, long rows) {}
