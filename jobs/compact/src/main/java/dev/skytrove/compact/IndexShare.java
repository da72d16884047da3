package dev.skytrove.compact;

/**
 * How large word indexes may be, beside the posts that they are of. Those of days leave a tenth of that to their month's.
 *
 * @param share the part of the posts' bytes
 */
record IndexShare(double share) {
    /** That of the lakes. */
    static final IndexShare USUAL = new IndexShare(0.1);

    /** An index that names no file is no larger. */
    static final long LEAST = 2 << 10;

    private static final double OF_DAYS = 0.9;

    /**
     * How large the index of a day may be.
     *
     * @param posts the size of its files
     */
    long ofDay(long posts) {
        return (long) (OF_DAYS * share * posts);
    }

    /**
     * How large the index of a month may be.
     *
     * @param posts the size of the files of its days
     * @param days the size of the days' indexes
     */
    long ofMonth(long posts, long days) {
        return (long) (share * posts) - days;
    }

    /** Whether any index fits. */
    static boolean isRoom(long bytes) {
        return bytes >= LEAST;
    }
}
