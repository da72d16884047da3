package dev.skytrove.buffer;

/**
 * Entries of a stream, at least one.
 *
 * @param first the ID of the first entry
 * @param last the ID of the last entry
 */
public record StreamRange(StreamId first, StreamId last) {
    /** @throws IllegalArgumentException if {@code first} is behind {@code last} */
    public StreamRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("no range of entries: " + first + " to " + last);
        }
    }
}
