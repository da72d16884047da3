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
                skipped,
                foreignNames,
                snapshotsRedacted,
                rowsRedacted,
                elapsed.toMillis());
    }
}
