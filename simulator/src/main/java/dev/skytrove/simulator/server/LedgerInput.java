package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.nio.ByteBuffer;

/** The ledger as a response's body, made as the client takes it. */
final class LedgerInput implements ChunkedInput<ByteBuf> {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final EventFeed feed;
    private long next;

    LedgerInput(EventFeed feed) {
        this.feed = feed;
    }

    @Override
    public boolean isEndOfInput() {
        return next == feed.size();
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
        while (next < feed.size() && chunk.readableBytes() < CHUNK_BYTES) {
            ByteBuffer event = feed.read(next++);
            if (event.hasRemaining()) {
                chunk.writeBytes(event).writeByte('\n');
            }
        }
        return chunk;
    }
}
