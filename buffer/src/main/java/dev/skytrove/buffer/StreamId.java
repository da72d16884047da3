package dev.skytrove.buffer;

import java.util.Comparator;

/**
 * The ID of an entry of a Redis Stream. IDs grow along a stream; both parts are unsigned.
 *
 * @param milliseconds the server's clock when the entry was added, or that of an earlier entry if it stepped back
 * @param sequence tells apart the entries of a millisecond
 */
public record StreamId(long milliseconds, long sequence) implements Comparable<StreamId> {
    /** Smaller than the ID of any entry. */
    public static final StreamId ZERO = new StreamId(0, 0);

    /** Greater than the ID of any entry. */
    public static final StreamId MAX = new StreamId(-1, -1);

    private static final Comparator<StreamId> ORDER = Comparator.comparing(
                    StreamId::milliseconds, Long::compareUnsigned)
            .thenComparing(StreamId::sequence, Long::compareUnsigned);

    /**
     * Reads Redis' form, for example {@code 1783167900123-0}.
     *
     * @throws IllegalArgumentException if {@code text} is no ID
     */
    public static StreamId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("not the ID of a stream's entry: '" + text + "'");
        }
        return new StreamId(
                Long.parseUnsignedLong(text, 0, dash, 10), Long.parseUnsignedLong(text, dash + 1, text.length(), 10));
    }

    /** The smallest ID behind this one. */
    public StreamId next() {
        return sequence == -1 ? new StreamId(milliseconds + 1, 0) : new StreamId(milliseconds, sequence + 1);
    }

    @Override
    public int compareTo(StreamId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(milliseconds) + "-" + Long.toUnsignedString(sequence);
    }
}
