package dev.skytrove.flush;

import dev.skytrove.lake.CrashPoint;

/** Where a flush may die. */
enum FlushCrashPoint implements CrashPoint {
    /** The plan stands in the buffer, nothing is written: the next flush carries out that plan. */
    FLUSH_PLANNED,
    /** Some of the batch's files are in the bucket: the next flush puts all of them again under the same names. */
    FLUSH_FIRST_FILE_PUT,
    /** All files of the batch are in the bucket, its feed is not. */
    FLUSH_FILES_PUT,
    /** Files and feed are in the bucket, the resume point under {@code state/} is that of the batch before. */
    FLUSH_FEEDS_PUT,
    /** Everything is in the bucket and the buffer does not know it: the next flush repeats the batch, then commits. */
    FLUSH_STATE_PUT,
    /** The commit is done: nothing is left to do. */
    FLUSH_COMMITTED
}
