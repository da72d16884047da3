package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Makes a websocket frame of a text. Belongs to one connection and is not thread-safe. */
interface FrameEncoder extends AutoCloseable {
    /** One that compresses with a dictionary, or not at all without one. */
    static FrameEncoder of(Optional<EventDictionary> dictionary) {
        return dictionary.<FrameEncoder>map(ZstdFrames::new).orElseGet(TextFrames::new);
    }

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
