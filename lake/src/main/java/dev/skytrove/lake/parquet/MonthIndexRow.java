package dev.skytrove.lake.parquet;

/** A row of the word index of a month. Nobody changes its arrays. */
public final class MonthIndexRow {
    private final IndexRow row;
    private final int[] days;

    /**
     * Keeps the array as it is.
     *
     * @param row the run, in how many posts of the month it is, and the blocks of the days that tell them
     * @param days the days of the month on which it is in too many posts, ascending
     */
    public MonthIndexRow(IndexRow row, int[] days) {
        this.row = row;
        this.days = days;
    }

    /** The run, in how many posts it is, and the blocks that hold these on all other days. */
    public IndexRow row() {
        return row;
    }

    /** The days of the month, from 1 on, of which the index does not tell the blocks; ascending. */
    public int[] days() {
        return days;
    }
}
