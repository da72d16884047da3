/**
 * DuckDB, shut in: one in-memory instance per process that reads the directories named and nothing else.
 *
 * <p>SQL text is ours alone; whatever a caller sent is bound as a parameter (I6). Memory, threads, disk and the number
 * of queries at once are bounded by configuration (I5), and every query can be cancelled and ends at its deadline.
 */
package dev.skytrove.query.duckdb;
