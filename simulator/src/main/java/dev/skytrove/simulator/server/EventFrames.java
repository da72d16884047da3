package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Frames that are made when they are sent. */
final class EventFrames implements ClientFrames {
    /** A filter that wants next to nothing must not keep the event loop from other clients. */
    private static final int MOST_READ_AT_ONCE = 4096;

    private final EventFeed feed;
    private final FrameEncoder encoder;
    private long next;
    private long end;

    EventFrames(EventFeed feed, FrameEncoder encoder, long first) {
        this.feed = feed;
        this.encoder = encoder;
        this.next = first;
    }

    @Override
    public boolean isOver() {
        return next >= feed.size();
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public long write(ByteBuf out, long most, int bytes) {
        long frames = 0;
        long stop = Math.min(feed.size(), next + MOST_READ_AT_ONCE);
        while (next < stop && frames < most && out.readableBytes() < bytes) {
            ByteBuffer event = feed.read(next);
            next++;
            if (event.hasRemaining()) {
                encoder.write(out, event);
                frames++;
                end = next;
            }
        }
        return frames;
    }

    @Override
    public long skip(long most) {
        long skipped = 0;
        while (skipped < most && !isOver()) {
            if (feed.read(next++).hasRemaining()) {
                skipped++;
            }
        }
        return skipped;
    }

    @Override
    public ByteBuf again() {
        ByteBuf out = Unpooled.buffer();
        encoder.write(out, feed.read(end - 1));
        return out;
    }

    @Override
    public FrameEncoder encoder() {
        return encoder;
    }
}
