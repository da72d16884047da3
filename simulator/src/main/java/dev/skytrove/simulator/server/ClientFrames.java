package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The events that one client is still to get, as websocket frames. Many frames make one buffer: a write for each would
 * cost more than all the rest.
 */
interface ClientFrames extends AutoCloseable {
    /** Whether the history is over. */
    boolean isOver();

    /** The position after the last event that was written, 0 if there was none. */
    long end();

    /**
     * Appends the next frames.
     *
     * @param most how many frames at most
     * @param bytes stops behind the frame that reaches this size
     * @return how many frames; none also where the client wants nothing of what is next
     */
    long write(ByteBuf out, long most, int bytes);

    /**
     * Leaves out events that would be sent.
     *
     * @return how many; less than asked for only if the history is over
     */
    long skip(long most);

    /** The last frame again. */
    ByteBuf again();

    /** What makes the frames that are not in the history; closed with this. */
    FrameEncoder encoder();

    /** A frame with this text. */
    default ByteBuf frame(String text) {
        ByteBuf out = Unpooled.buffer();
        encoder().write(out, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return out;
    }

    /** A frame that a client cannot read, for it is not compressed as it should be or no JSON. */
    default ByteBuf broken(String text) {
        ByteBuf out = Unpooled.buffer();
        encoder().writeRaw(out, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return out;
    }

    @Override
    default void close() {
        encoder().close();
    }
}
