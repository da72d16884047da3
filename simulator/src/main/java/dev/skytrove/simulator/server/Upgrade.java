package dev.skytrove.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.util.function.Supplier;

/** Turns a request into a subscription, if nothing goes wrong on purpose. */
final class Upgrade {
    /** What Jetstream takes from a client. */
    private static final int LARGEST_CLIENT_MESSAGE = 10_000_000;

    private final ChannelHandlerContext context;
    private final FullHttpRequest request;
    private final ServerContext server;

    /** @throws BadRequestException if the client does not want a websocket */
    Upgrade(ChannelHandlerContext context, FullHttpRequest request, ServerContext server) {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            throw new BadRequestException("connect with a websocket");
        }
        this.context = context;
        this.request = request;
        this.server = server;
    }

    /** Answers the handshake; the connection is the subscription's from then on. */
    void accept(Opening opening, Supplier<ClientFrames> frames) {
        switch (server.faults().upgrading().orElse(null)) {
            case Fault.Refuse fault -> {
                server.faults().fired(fault);
                HttpResponseStatus status = HttpResponseStatus.valueOf(fault.status());
                if (opening.wire() == Wire.V2) {
                    throw new XrpcException(status, "Unavailable", "as asked");
                }
                Responses.problem(context, status, "as asked");
            }
            case Fault.SlowStart fault -> subscribe(opening.slowed(fault), frames.get());
            case null -> subscribe(opening, frames.get());
        }
    }

    private void subscribe(Opening opening, ClientFrames frames) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(opening.wire().path())
                .subprotocols(opening.wire().subprotocol())
                .checkStartsWith(true)
                .maxFramePayloadLength(LARGEST_CLIENT_MESSAGE)
                // Else a reset connection would still send one.
                .sendCloseFrame(null)
                .build();
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove(HttpServerKeepAliveHandler.class);
        pipeline.remove(ChunkedWriteHandler.class);
        pipeline.addLast(new WebSocketServerProtocolHandler(config), new Subscription(frames, opening, server));
        context.fireChannelRead(request.retain());
        pipeline.remove(Routes.class);
    }
}
