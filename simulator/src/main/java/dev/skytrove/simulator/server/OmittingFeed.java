package dev.skytrove.simulator.server;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/** A feed without what is at some positions. */
final class OmittingFeed implements EventFeed {
    private final EventFeed feed;
    private final LongPredicate leavesOut;

    OmittingFeed(EventFeed feed, LongPredicate leavesOut) {
        this.feed = feed;
        this.leavesOut = leavesOut;
    }

    @Override
    public long size() {
        return feed.size();
    }

    @Override
    public ByteBuffer read(long position) {
        return leavesOut.test(position) ? NOTHING : feed.read(position);
    }
}
