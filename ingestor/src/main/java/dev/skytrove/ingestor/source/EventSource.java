package dev.skytrove.ingestor.source;

import dev.skytrove.lake.event.FingerprintKey;

/** A server that delivers the network's events. Safe for use by several threads. */
public interface EventSource {
    /** The name that its cursors are saved with, such as a host. */
    String name();

    /** Whether it numbers its events, and can be asked for one by its number. */
    boolean numbersEvents();

    /** Whether only some collections or accounts are asked for, so that its silence tells nothing. */
    boolean isFiltered();

    /**
     * Begins to connect; does not wait until it is.
     *
     * @param start where to begin
     * @param key what the fingerprints of events are made with
     * @param reachedUs the highest {@code time_us} that it delivered before, its own clock's lead included
     */
    EventStream open(StartAt start, FingerprintKey key, long reachedUs) throws InterruptedException;
}
