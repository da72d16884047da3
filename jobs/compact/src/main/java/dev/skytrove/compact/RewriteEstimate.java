package dev.skytrove.compact;

/** Whether so many of an hour's posts may be gone that its file is worth being fetched and looked at. */
final class RewriteEstimate {
    /** About what a post takes in a file. */
    private static final int BYTES_A_POST = 256;

    /** An estimate may be half of what is found. */
    private static final int DOUBT = 2;

    private RewriteEstimate() {}

    /**
     * Estimates.
     *
     * @param deleted how many deletions there were of posts that seem to be of the hour
     * @param bytes the size of the hour's file
     * @param share the part that must be gone
     */
    static boolean isWorthALook(long deleted, long bytes, double share) {
        return deleted > 0 && (double) deleted * BYTES_A_POST * DOUBT >= share * bytes;
    }
}
