package dev.skytrove.compact;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;

/**
 * What a run did, or would do: the last line of its standard output. What a dry run cannot know is 0.
 *
 * @param dryRun whether nothing was changed
 * @param merged how often the files of a table's hour were merged into one
 * @param rewritten how often a single file was written anew, without what has since been deleted
 * @param filesMerged how many files these replaced
 * @param bytesBefore their size
 * @param bytesAfter the size of what replaced them
 * @param rows rows of what replaced them
 * @param rowsRemoved rows that were left out
 * @param filesDeleted files deleted that an earlier run had replaced
 * @param bytesDeleted their size
 * @param skipped hours left as they are because their files vanished, or were written by a newer release
 * @param foreignNames names below {@code lake/} that are none of ours
 * @param snapshotsRedacted snapshots that name files without posts that were deleted since
 * @param rowsRedacted how many rows these have less
 * @param elapsedMs how long all of it took, in milliseconds
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record CompactSummary(
        boolean dryRun,
        int merged,
        int rewritten,
        int filesMerged,
        long bytesBefore,
        long bytesAfter,
        long rows,
        long rowsRemoved,
        int filesDeleted,
        long bytesDeleted,
        int skipped,
        int foreignNames,
        int snapshotsRedacted,
        long rowsRedacted,
        long elapsedMs) {

    /** What is counted for metrics. */
    Map<String, Long> counts() {
        return Map.of(
                "merged", (long) merged,
                "rewritten", (long) rewritten,
                "rows", rows,
                "rows_removed", rowsRemoved,
                "files", (long) filesMerged,
                "files_deleted", (long) filesDeleted,
                "bytes", bytesAfter,
                "skipped", (long) skipped);
    }
}
