package dev.skytrove.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.stream.ChunkedWriteHandler;

/** Turns a request into a subscription. */
final class Upgrade {
    /** What Jetstream takes from a client. */
    private static final int LARGEST_CLIENT_MESSAGE = 10_000_000;

    private Upgrade() {}

    /** @throws BadRequestException if the client does not want a websocket */
    static void check(FullHttpRequest request) {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            throw new BadRequestException("connect with a websocket");
        }
    }

    /**
     * Answers the handshake; the connection is the subscription's from then on.
     *
     * @param subprotocol what is confirmed to clients that offer it, or null
     */
    static void accept(
            ChannelHandlerContext ctx, FullHttpRequest request, String path, String subprotocol, Subscription to) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(path)
                .subprotocols(subprotocol)
                .checkStartsWith(true)
                .maxFramePayloadLength(LARGEST_CLIENT_MESSAGE)
                // Else a reset connection would still send one.
                .sendCloseFrame(null)
                .build();
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.remove(HttpServerKeepAliveHandler.class);
        pipeline.remove(ChunkedWriteHandler.class);
        pipeline.addLast(new WebSocketServerProtocolHandler(config), to);
        ctx.fireChannelRead(request.retain());
        pipeline.remove(Routes.class);
    }
}
