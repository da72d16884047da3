package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The events that one client is still to get, as websocket frames. Many frames make one buffer: a write for each would
 * cost more than all the rest.
 */
final class EventFrames implements AutoCloseable {
    /** A filter that wants next to nothing must not keep the event loop from other clients. */
    private static final int MOST_READ_AT_ONCE = 4096;

    private final Feed feed;
    private final FrameEncoder encoder;
    private long next;
    private long end;

    EventFrames(Feed feed, FrameEncoder encoder, long first) {
        this.feed = feed;
        this.encoder = encoder;
        this.next = first;
    }

    /** Whether the history is over. */
    boolean isOver() {
        return next >= feed.size();
    }

    /** The position after the last event that was written, 0 if there was none. */
    long end() {
        return end;
    }

    /**
     * Appends the next frames.
     *
     * @param most how many frames at most
     * @param bytes stops behind the frame that reaches this size
     * @return how many frames
     */
    long write(ByteBuf out, long most, int bytes) {
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

    /**
     * Leaves out events that would be sent.
     *
     * @return how many; less than asked for only if the history is over
     */
    long skip(long most) {
        long skipped = 0;
        while (skipped < most && !isOver()) {
            if (feed.read(next++).hasRemaining()) {
                skipped++;
            }
        }
        return skipped;
    }

    /** The last frame again. */
    ByteBuf again() {
        ByteBuf out = Unpooled.buffer();
        encoder.write(out, feed.read(end - 1));
        return out;
    }

    /** A frame with this text. */
    ByteBuf frame(String text) {
        ByteBuf out = Unpooled.buffer();
        encoder.write(out, bytes(text));
        return out;
    }

    /** A frame that a client cannot read, for it is not compressed as it should be or no JSON. */
    ByteBuf broken(String text) {
        ByteBuf out = Unpooled.buffer();
        encoder.writeRaw(out, bytes(text));
        return out;
    }

    @Override
    public void close() {
        encoder.close();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
