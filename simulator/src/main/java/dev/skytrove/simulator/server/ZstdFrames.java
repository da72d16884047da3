package dev.skytrove.simulator.server;

import com.github.luben.zstd.ZstdCompressCtx;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Texts compressed with a dictionary: each binary frame is one zstd frame. */
final class ZstdFrames implements FrameEncoder {
    private final ZstdCompressCtx compressor;
    private byte[] compressed = new byte[16 * 1024];

    ZstdFrames(EventDictionary dictionary) {
        compressor = dictionary.newCompressor();
    }

    @Override
    public void write(ByteBuf out, ByteBuffer text) {
        int length = text.remaining();
        int most = EventDictionary.mostCompressed(length);
        if (most > compressed.length) {
            compressed = new byte[most];
        }
        int start = text.arrayOffset() + text.position();
        int size = compressor.compressByteArray(compressed, 0, most, text.array(), start, length);
        text.position(text.limit());
        writeRaw(out, ByteBuffer.wrap(compressed, 0, size));
    }

    @Override
    public void writeRaw(ByteBuf out, ByteBuffer bytes) {
        FrameHeader.write(out, FrameHeader.BINARY, bytes.remaining());
        out.writeBytes(bytes);
    }

    @Override
    public void close() {
        compressor.close();
    }
}
