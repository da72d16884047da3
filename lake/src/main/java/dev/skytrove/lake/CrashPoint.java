package dev.skytrove.lake;

/**
 * A moment at which a process may die and the next run must make good. Each is killed at in a test; production never
 * stops at one.
 */
public enum CrashPoint {
    /** The plan stands in Redis, nothing is written: the next flush carries out that plan. */
    FLUSH_PLANNED,
    /** Some of the batch's files are in the bucket: the next flush puts all of them again under the same names. */
    FLUSH_FIRST_FILE_PUT,
    /** All files of the batch are in the bucket, its feed is not. */
    FLUSH_FILES_PUT,
    /** Files and feed are in the bucket, the resume point under {@code state/} is that of the batch before. */
    FLUSH_FEEDS_PUT,
    /** Everything is in the bucket and Redis does not know it: the next flush repeats the batch, then commits. */
    FLUSH_STATE_PUT,
    /** The commit is done: nothing is left to do. */
    FLUSH_COMMITTED,
    /** A merged file is written on the local disk, the bucket has nothing of it: the next run merges again. */
    COMPACT_WRITTEN,
    /** A merged file is in the bucket and supersedes what it was made of, which is all there still. */
    COMPACT_PUT,
    /** The same, and it was read back. */
    COMPACT_VERIFIED,
    /** Of the files that a merged one superseded one is deleted, others are not: the next run deletes them. */
    COMPACT_FIRST_DELETED,
    /** All of them are deleted. */
    COMPACT_DELETED,
    /** A word index is written on the local disk, the bucket has nothing of it: the next run writes it again. */
    COMPACT_INDEX_WRITTEN,
    /** A word index is in the bucket and counts; it was not read back yet. */
    COMPACT_INDEX_PUT,
    /** A word index that is not needed any more is deleted, others may not be. */
    COMPACT_INDEX_DELETED,
    /** A word index of a month is written on the local disk, the bucket has nothing of it: the next run writes it again. */
    COMPACT_MONTH_WRITTEN,
    /** Of a word index of a month the postings are in the bucket, which do not count without the words. */
    COMPACT_MONTH_POSTINGS_PUT,
    /** A word index of a month is in the bucket and counts; its words were not read back yet. */
    COMPACT_MONTH_WORDS_PUT,
    /** An object of a month's word index that is not needed any more is deleted, others may not be. */
    COMPACT_MONTH_DELETED,
    /** A digest of deletes is written on the local disk, the bucket has nothing of it: the next run writes it again. */
    COMPACT_DIGEST_WRITTEN,
    /** A digest of deletes is in the bucket and counts; it was not read back yet. */
    COMPACT_DIGEST_PUT,
    /** A digest of deletes that is not needed any more is deleted, others may not be. */
    COMPACT_DIGEST_DELETED,
    /** The certificates of an hour are in one object of the bucket, which counts; what it was made of is all there still. */
    COMPACT_COVERAGE_PUT,
    /** Of the certificates that a merged one superseded one is deleted, others are not: the next run deletes them. */
    COMPACT_COVERAGE_DELETED,
    /** Of the files of an imported hour one is in the bucket: the next run adds what is missing, under a number of its own. */
    IMPORT_FIRST_FILE_PUT,
    /** All files of the hour are in the bucket, and nothing says that their lines were read: the next run finds them there. */
    IMPORT_FILES_PUT
}
