package dev.skytrove.lake.coverage;

/**
 * A stretch of time that a connection read without interruption.
 *
 * @param source the server's host
 * @param connection which of all connections
 * @param from its beginning
 * @param to its end, at least {@code from}
 */
public record Span(String source, String connection, long from, long to) {
    /** @throws IllegalArgumentException if it ends before it begins */
    public Span {
        if (to < from) {
            throw new IllegalArgumentException("no span: from " + from + " to " + to);
        }
    }
}
