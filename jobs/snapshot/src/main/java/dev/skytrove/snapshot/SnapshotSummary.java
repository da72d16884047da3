package dev.skytrove.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What taking a snapshot came to: the last line of standard output.
 *
 * @param snapshot its time
 * @param files how many it names
 * @param rows theirs
 * @param bytes their size
 * @param filesRead how many of them had to be read
 * @param bytesRead the size of these
 * @param damaged how many have an end that cannot be read
 * @param unreadableManifests how many manifests of snapshots before cannot be read, of those that it needed
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable
record SnapshotSummary(
        String snapshot,
        long files,
        long rows,
        long bytes,
        @JsonProperty("files_read") long filesRead,
        @JsonProperty("bytes_read") long bytesRead,
        long damaged,
        @JsonProperty("unreadable_manifests") long unreadableManifests,
        @JsonProperty("elapsed_ms") long elapsedMs) {}
