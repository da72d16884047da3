package dev.skytrove.ingestor.jetstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.LongConsumer;

/** Counts the bytes that come out of the socket, before anything is made of them. */
final class WireCounter extends ChannelInboundHandlerAdapter {
    private final LongConsumer counter;

    WireCounter(LongConsumer counter) {
        this.counter = counter;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            counter.accept(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }
}
