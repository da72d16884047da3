package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Makes a websocket frame of a text. Belongs to one connection and is not thread-safe. */
interface FrameEncoder extends AutoCloseable {
    /**
     * Appends a frame.
     *
     * @param text a buffer with an array; its position moves to its limit
     */
    void write(ByteBuf out, ByteBuffer text);

    /** Appends a frame of the kind that the client awaits, but with these bytes as they are. */
    void writeRaw(ByteBuf out, ByteBuffer bytes);

    @Override
    void close();
}
