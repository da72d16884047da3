package dev.skytrove.simulator.history;

/**
 * Events in delivery order, counted from 0. It never changes, so the same index is the same bytes for everyone. All
 * methods may be called from any thread.
 */
public interface History {
    /** How many events there are. */
    long size();

    /**
     * Where a client with a cursor is served from: the first event in delivery order whose {@code time_us} is not
     * before the cursor. Later ones may be before it, because {@code time_us} is not monotonic.
     *
     * @param timeUs a Jetstream cursor, microseconds since 1970
     * @return an index, {@link #size()} if every event is before the cursor
     */
    long firstAtOrAfter(long timeUs);

    /** A reader of its own for one client. */
    EventReader reader();
}
