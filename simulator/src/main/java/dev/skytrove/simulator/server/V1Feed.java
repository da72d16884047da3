package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.nio.ByteBuffer;

/** Events as they are, but for those that a client does not want. */
final class V1Feed implements EventFeed {
    private final EventReader reader;
    private final EventFilter filter;
    private final long size;

    V1Feed(History history, EventFilter filter) {
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
        ByteBuffer event = reader.read(position);
        return filter.wants(event) ? event : NOTHING;
    }
}
