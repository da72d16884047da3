package dev.skytrove.simulator.server;

import dev.skytrove.simulator.v2.V2Event;
import dev.skytrove.simulator.v2.V2History;
import dev.skytrove.simulator.v2.V2Reader;
import java.nio.ByteBuffer;

/** Events in the form of the v2 wire, but for those that a client does not want. */
final class V2Feed implements EventFeed {
    private final V2Reader reader;
    private final V2Filter filter;
    private final long size;

    V2Feed(V2History history, V2Filter filter) {
        this.reader = history.reader();
        this.filter = filter;
        this.size = history.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer read(long position) {
        V2Event event = reader.read(position);
        return event.exists() && filter.wants(event) ? event.text() : NOTHING;
    }
}
