package dev.skytrove.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a copy came to: the last line of standard output.
 *
 * @param snapshot its time
 * @param files how many it names
 * @param copied how many of them were not there yet
 * @param bytesCopied the size of these
 * @param renewed how many older snapshots there have less now, as in the lake: people took posts back
 * @param deleted how many superseded files, which no snapshot there names, went
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable
record TransferSummary(
        String snapshot,
        long files,
        long copied,
        @JsonProperty("bytes_copied") long bytesCopied,
        long renewed,
        long deleted,
        @JsonProperty("elapsed_ms") long elapsedMs) {}
