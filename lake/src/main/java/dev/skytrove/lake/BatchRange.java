package dev.skytrove.lake;

/**
 * The batches of a series that a file covers.
 *
 * @param first the first, at least 1
 * @param last the last, at least {@code first} and below 10<sup>18</sup>
 */
public record BatchRange(long first, long last) {
    /** More would not fit into a number. */
    static final int DIGITS = 18;

    private static final long END = 1_000_000_000_000_000_000L;

    /** @throws IllegalArgumentException if the range is empty or out of bounds */
    public BatchRange {
        if (first < 1 || last < first || last >= END) {
            throw new IllegalArgumentException("no range of batches: " + first + "-" + last);
        }
    }

    /** That of one batch. */
    public static BatchRange of(long batch) {
        return new BatchRange(batch, batch);
    }

    /** Whether each batch of the other is one of this. */
    public boolean contains(BatchRange other) {
        return first <= other.first && other.last <= last;
    }

    /** By hand, like the hash: see {@link Series#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BatchRange range && first == range.first && last == range.last;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(first) + Long.hashCode(last);
    }
}
