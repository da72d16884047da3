package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The events that one client is still to get, as websocket text frames (RFC 6455, section 5.2; a server's are not
 * masked). Many frames make one buffer: a write for each would cost more than all the rest.
 */
final class EventFrames {
    private static final int FINAL_TEXT = 0x81;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int LONGEST_HEADER = 10;
    /** A filter that wants next to nothing must not keep the event loop from other clients. */
    private static final int MOST_READ_AT_ONCE = 4096;

    private final EventReader reader;
    private final EventFilter filter;
    private final long size;
    private long next;
    private long end;

    EventFrames(History history, EventFilter filter, long first) {
        this.reader = history.reader();
        this.filter = filter;
        this.size = history.size();
        this.next = first;
    }

    /** Whether the history is over. */
    boolean isOver() {
        return next >= size;
    }

    /** The index after the last event that was written, 0 if there was none. */
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
        long stop = Math.min(size, next + MOST_READ_AT_ONCE);
        while (next < stop && frames < most && out.readableBytes() < bytes) {
            ByteBuffer event = reader.read(next);
            next++;
            if (filter.wants(event)) {
                writeFrame(out, event);
                frames++;
                end = next;
            }
        }
        return frames;
    }

    /** The last frame again. */
    ByteBuf again() {
        ByteBuffer event = reader.read(end - 1);
        ByteBuf out = Unpooled.buffer(event.remaining() + LONGEST_HEADER);
        writeFrame(out, event);
        return out;
    }

    /** A frame with this text. */
    static ByteBuf frame(String text) {
        ByteBuf out = Unpooled.buffer(text.length() + LONGEST_HEADER);
        writeFrame(out, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return out;
    }

    private static void writeFrame(ByteBuf out, ByteBuffer payload) {
        int length = payload.remaining();
        out.writeByte(FINAL_TEXT);
        if (length < TWO_BYTE_LENGTH) {
            out.writeByte(length);
        } else if (length < 1 << 16) {
            out.writeByte(TWO_BYTE_LENGTH).writeShort(length);
        } else {
            out.writeByte(EIGHT_BYTE_LENGTH).writeLong(length);
        }
        out.writeBytes(payload);
    }
}
