/**
 * Lakes for tests that read one: files of posts, deletes and accounts, written by DuckDB and so by nothing of ours.
 */
package dev.skytrove.testing.lake;
