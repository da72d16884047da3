package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Texts as they are. */
final class TextFrames implements FrameEncoder {
    @Override
    public void write(ByteBuf out, ByteBuffer text) {
        FrameHeader.write(out, FrameHeader.TEXT, text.remaining());
        out.writeBytes(text);
    }

    @Override
    public void writeRaw(ByteBuf out, ByteBuffer bytes) {
        write(out, bytes);
    }

    @Override
    public void close() {}
}
