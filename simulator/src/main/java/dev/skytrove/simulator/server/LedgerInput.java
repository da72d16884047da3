package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;

/** The ledger as a response's body, made as the client takes it. */
final class LedgerInput implements ChunkedInput<ByteBuf> {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final EventReader reader;
    private final long size;
    private long next;

    LedgerInput(History history) {
        reader = history.reader();
        size = history.size();
    }

    @Override
    public boolean isEndOfInput() {
        return next == size;
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) {
        return nextChunk(allocator);
    }

    /** @deprecated Netty asks for it no more. */
    @Deprecated
    @Override
    public ByteBuf readChunk(ChannelHandlerContext ctx) {
        return nextChunk(ctx.alloc());
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long progress() {
        return next;
    }

    @Override
    public void close() {}

    private ByteBuf nextChunk(ByteBufAllocator allocator) {
        ByteBuf chunk = allocator.ioBuffer(CHUNK_BYTES + CHUNK_BYTES / 4);
        while (next < size && chunk.readableBytes() < CHUNK_BYTES) {
            chunk.writeBytes(reader.read(next)).writeByte('\n');
            next++;
        }
        return chunk;
    }
}
