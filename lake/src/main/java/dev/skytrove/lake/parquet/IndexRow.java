package dev.skytrove.lake.parquet;

/** A row of a word index. Nobody changes its arrays. */
public final class IndexRow {
    private final byte[] run;
    private final int posts;
    private final int[] blocks;

    /** Keeps the arrays as they are. */
    public IndexRow(byte[] run, int posts, int[] blocks) {
        this.run = run;
        this.posts = posts;
        this.blocks = blocks;
    }

    /** The run in UTF-8. */
    public byte[] run() {
        return run;
    }

    /** In how many posts it is. */
    public int posts() {
        return posts;
    }

    /** The blocks that hold these, ascending; none if there are too many. */
    public int[] blocks() {
        return blocks;
    }
}
