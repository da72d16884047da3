package dev.skytrove.compact;

import dev.skytrove.lake.CrashPoint;

/** Where a compaction may die. */
enum CompactCrashPoint implements CrashPoint {
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
    COMPACT_COVERAGE_DELETED
}
