package dev.skytrove.compact;

import java.time.Duration;

/** Counts what a run does. */
final class Tally {
    private int hours;
    private int rewritten;
    private int filesBefore;
    private long bytesBefore;
    private long bytesAfter;
    private long rows;
    private long removed;
    private int deletedFiles;
    private long deletedBytes;
    private int indexed;
    private long indexBytes;
    private long indexedBytes;
    private long indexMillis;
    private int monthsIndexed;
    private long monthIndexBytes;
    private int indexesDeleted;
    private int indexesDamaged;
    private int digests;
    private long digestBytes;
    private int digestsDeleted;
    private int certificatesMerged;
    private int certificatesDeleted;
    private int skipped;
    private int foreignNames;
    private int snapshotsRedacted;
    private long rowsRedacted;

    void merged(MergeTask task, Merger.Merged merged) {
        if (task.files().size() == 1) {
            rewritten++;
        } else {
            hours++;
        }
        filesBefore += task.files().size();
        bytesBefore += task.bytes();
        bytesAfter += merged.bytes();
        rows += merged.rows();
        removed += merged.removed();
    }

    void deleted(int files, long bytes) {
        deletedFiles += files;
        deletedBytes += bytes;
    }

    void indexed(IndexTask task, long bytes, Duration elapsed) {
        indexed++;
        indexBytes += bytes;
        indexedBytes += task.bytes();
        indexMillis += elapsed.toMillis();
    }

    /** @param bytes of a month's index that was written */
    void monthIndexed(long bytes) {
        monthsIndexed++;
        monthIndexBytes += bytes;
    }

    void indexesDeleted(int count) {
        indexesDeleted += count;
    }

    /** @param count how many indexes and digests were found damaged, to be made anew */
    void indexesDamaged(int count) {
        indexesDamaged += count;
    }

    /** @param bytes of a digest that was written */
    void digested(long bytes) {
        digests++;
        digestBytes += bytes;
    }

    void digestsDeleted(int count) {
        digestsDeleted += count;
    }

    /** @param count how many became one */
    void certificatesMerged(int count) {
        certificatesMerged += count;
    }

    void certificatesDeleted(int count) {
        certificatesDeleted += count;
    }

    void skipped() {
        skipped++;
    }

    void foreign(int names) {
        foreignNames += names;
    }

    /** @param rows how many a snapshot has less */
    void redacted(long rows) {
        snapshotsRedacted++;
        rowsRedacted += rows;
    }

    CompactSummary summary(boolean dryRun, Duration elapsed) {
        return new CompactSummary(
                dryRun,
                hours,
                rewritten,
                filesBefore,
                bytesBefore,
                bytesAfter,
                rows,
                removed,
                deletedFiles,
                deletedBytes,
                indexed,
                indexBytes,
                indexedBytes,
                indexedBytes == 0 ? 0 : (double) indexBytes / indexedBytes,
                indexMillis,
                monthsIndexed,
                monthIndexBytes,
                indexesDeleted,
                indexesDamaged,
                digests,
                digestBytes,
                digestsDeleted,
                certificatesMerged,
                certificatesDeleted,
                skipped,
                foreignNames,
                snapshotsRedacted,
                rowsRedacted,
                elapsed.toMillis());
    }
}
