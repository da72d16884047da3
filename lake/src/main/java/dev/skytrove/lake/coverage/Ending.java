package dev.skytrove.lake.coverage;

/**
 * The end of a connection.
 *
 * @param source the server's host
 * @param connection which of all connections
 * @param at the time up to which it had read
 * @param cause why, as a short word: {@code closed}, {@code broken}, {@code silent}, {@code left}, …
 */
public record Ending(String source, String connection, long at, String cause) {}
