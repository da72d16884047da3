package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The ways in which a server ends a connection. */
// What fails here fails on a connection that ends anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Disconnects {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Disconnects() {}

    /** With a close frame; with code 0 it says nothing. A client that does not answer is waited for a while. */
    static void close(ChannelHandlerContext context, int code, String reason) {
        // Netty's own constructor refuses the codes that nobody may send.
        ByteBuf content = code == 0
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.buffer().writeShort(code).writeBytes(reason.getBytes(StandardCharsets.US_ASCII));
        context.writeAndFlush(new CloseWebSocketFrame(true, 0, content));
        context.executor().schedule(() -> context.close(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Without a close frame, once this was sent. */
    static void cut(ChannelHandlerContext context, ByteBuf last) {
        context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }

    /** With no time to linger the system answers whatever comes with a reset. */
    static void reset(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }
}
