package dev.skytrove.lake.event;

/** The time that search filters and sorts by: the author's where it can be believed, else the network's. */
final class SortAt {
    private static final long HOUR = 3_600_000_000L;

    private SortAt() {}

    /**
     * {@code createdAt} if it lies in the hour before {@code indexedAt}, both ends included, else {@code indexedAt}. In
     * microseconds since 1970.
     *
     * @param createdAt may be {@link CreatedAt#UNKNOWN}
     */
    static long micros(long createdAt, long indexedAt) {
        return createdAt >= indexedAt - HOUR && createdAt <= indexedAt ? createdAt : indexedAt;
    }
}
