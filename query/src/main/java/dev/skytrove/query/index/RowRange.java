package dev.skytrove.query.index;

/**
 * Rows of a file that follow each other, counted from 0.
 *
 * @param first the first of them
 * @param end the first behind them
 */
public record RowRange(long first, long end) {
    /** How many there are. */
    public long length() {
        return end - first;
    }
}
