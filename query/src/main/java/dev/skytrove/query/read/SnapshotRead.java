package dev.skytrove.query.read;

import dev.skytrove.lake.snapshot.SnapshotName;

/**
 * A snapshot that was searched.
 *
 * @param name its time
 * @param removed how many of its posts that were looked at, and meet the search, were left out because they have been deleted
 *     since, or their accounts are gone
 * @param redacted how many rows left its files before, for the same reason
 */
public record SnapshotRead(SnapshotName name, long removed, long redacted) {}
