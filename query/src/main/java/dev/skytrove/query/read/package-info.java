/** Hands files of the lake to DuckDB, and leaves out those that cannot be read. */
package dev.skytrove.query.read;
