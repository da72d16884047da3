package dev.skytrove.query.index;

import java.util.List;

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

    /** Whether some ranges have one of some rows. */
    public static boolean overlap(List<RowRange> ranges, long first, long end) {
        return ranges.stream().anyMatch(range -> range.first < end && first < range.end);
    }

    /** What some ranges have of some rows, counted from the first of these. */
    public static List<RowRange> within(List<RowRange> ranges, long first, long end) {
        return ranges.stream()
                .filter(range -> range.first < end && first < range.end)
                .map(range -> new RowRange(Math.max(range.first, first) - first, Math.min(range.end, end) - first))
                .toList();
    }
}
