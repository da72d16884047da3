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
 * @param indexed of how many days word indexes were written
 * @param indexBytes their size
 * @param indexedBytes the size of the posts that they are of
 * @param indexShare the first by the second; 0 if there are none
 * @param indexMs how long writing them took, in milliseconds
 * @param monthsIndexed of how many months word indexes were made from those of days
 * @param monthIndexBytes their size
 * @param indexesDeleted how many objects of indexes were deleted that are not needed any more
 * @param indexesDamaged how many indexes and digests were found damaged, and so made anew
 * @param digests how many digests of months were written: of deletes, versions and oversized events
 * @param digestBytes their size
 * @param digestsDeleted how many digests were deleted that are not needed any more
 * @param certificatesMerged how many certificates of flushes became one of their hour
 * @param certificatesDeleted how many were deleted that an earlier run had replaced so
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
        int indexed,
        long indexBytes,
        long indexedBytes,
        double indexShare,
        long indexMs,
        int monthsIndexed,
        long monthIndexBytes,
        int indexesDeleted,
        int indexesDamaged,
        int digests,
        long digestBytes,
        int digestsDeleted,
        int certificatesMerged,
        int certificatesDeleted,
        int skipped,
        int foreignNames,
        int snapshotsRedacted,
        long rowsRedacted,
        long elapsedMs) {

    /** What is counted for metrics. */
    Map<String, Long> counts() {
        return Map.ofEntries(
                Map.entry("merged", (long) merged),
                Map.entry("rewritten", (long) rewritten),
                Map.entry("rows", rows),
                Map.entry("rows_removed", rowsRemoved),
                Map.entry("files", (long) filesMerged),
                Map.entry("files_deleted", (long) filesDeleted),
                Map.entry("bytes", bytesAfter),
                Map.entry("indexed", (long) indexed),
                Map.entry("index_bytes", indexBytes),
                Map.entry("indexed_bytes", indexedBytes),
                Map.entry("months_indexed", (long) monthsIndexed),
                Map.entry("month_index_bytes", monthIndexBytes),
                Map.entry("indexes_damaged", (long) indexesDamaged),
                Map.entry("skipped", (long) skipped));
    }
}
