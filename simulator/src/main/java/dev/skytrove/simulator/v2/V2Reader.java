package dev.skytrove.simulator.v2;

import dev.skytrove.simulator.history.EventReader;

/** Reads events in any order as the v2 wire has them. Not thread-safe. */
public final class V2Reader {
    private final EventReader events;
    private final V2History history;
    private final EventParser parser = new EventParser();
    private final V2Writer writer = new V2Writer();
    private final SyncWriter syncs = new SyncWriter();

    V2Reader(EventReader events, V2History history) {
        this.events = events;
        this.history = history;
    }

    /**
     * The event at a position.
     *
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public V2Event read(long position) {
        EventParts parts = parser.parse(events.read(history.indexAt(position)));
        if (history.isSync(position)) {
            parts = parts.isEvent() ? parser.parse(syncs.write(parts, position)) : EventParts.NONE;
        }
        if (!parts.isEvent()) {
            return V2Event.NONE;
        }
        return new V2Event(parts.kind(), parts.did(), parts.collection(), writer.write(parts, position + 1));
    }
}
