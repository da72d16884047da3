package dev.skytrove.simulator.v2;

import dev.skytrove.simulator.history.EventHeader;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;

/**
 * A history as the v2 wire counts it: an event's position is its {@code seq} less one. Where {@code #sync} events are
 * asked for, one comes after every so many others, which keep their order.
 */
public final class V2History {
    private final History history;
    private final long syncEvery;

    /** @param syncEvery how many events are between two sync events, 0 for no sync events */
    public V2History(History history, long syncEvery) {
        this.history = history;
        this.syncEvery = syncEvery;
    }

    /** How many positions there are. Some may have no event, for the v2 wire has no form for it. */
    public long size() {
        return positionOf(history.size());
    }

    /** Where a client that gives a time is served from, as {@link History#firstAtOrAfter} has it. */
    public long firstAtOrAfter(long timeUs) {
        return positionOf(history.firstAtOrAfter(timeUs));
    }

    /** Whether a time is before that of the first event. */
    public boolean isBeforeAll(long timeUs) {
        return history.size() > 0 && timeUs < timeOf(history.reader(), 0);
    }

    /** A reader of its own for one client, not thread-safe. */
    public V2Reader reader() {
        return new V2Reader(history.reader(), this);
    }

    /** Whether a sync event is at a position. */
    public boolean isSync(long position) {
        return syncEvery > 0 && position % (syncEvery + 1) == syncEvery;
    }

    /** The place in the history of the event at a position, or of the one before the sync event there. */
    public long indexAt(long position) {
        long syncsBefore = syncEvery == 0 ? 0 : (position + 1) / (syncEvery + 1);
        return position - syncsBefore;
    }

    private long positionOf(long index) {
        return syncEvery == 0 ? index : index + index / syncEvery;
    }

    private static long timeOf(EventReader reader, long index) {
        return new EventHeader.Parser().parse(reader.read(index)).timeUs();
    }
}
