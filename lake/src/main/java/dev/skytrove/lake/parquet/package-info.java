/**
 * Writes rows as Parquet files that any engine reads (I7): standard three-level lists, timestamps in UTC microseconds,
 * zstd, statistics on every column that a query may filter by.
 *
 * <p>Nothing of a Hadoop runtime is used, and nothing by reflection: the codec is ours, on zstd-jni.
 */
package dev.skytrove.lake.parquet;
