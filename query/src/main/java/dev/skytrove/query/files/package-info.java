/**
 * Which files of the lake a query reads, and how they come onto the local disk.
 *
 * <p>A plan is one listing of the bucket, taken so that a concurrent flush or compaction cannot make a reader wrong
 * (I4). Files of an {@code s3:} bucket are kept in a bounded cache that several processes may share (I5); those of a
 * {@code file:} lake are read where they are.
 */
package dev.skytrove.query.files;
