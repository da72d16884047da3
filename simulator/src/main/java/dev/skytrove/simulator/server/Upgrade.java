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
    private final Service service;

    /** @throws BadRequestException if the client does not want a websocket */
    Upgrade(ChannelHandlerContext context, FullHttpRequest request, Service service) {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            throw new BadRequestException("connect with a websocket");
        }
        this.context = context;
        this.request = request;
        this.service = service;
    }

    /** Answers the handshake; the connection is the subscription's from then on. */
    void accept(Opening opening, Supplier<Frames> frames) {
        switch (service.faults().upgrading().orElse(null)) {
            case Fault.Refuse fault -> {
                service.faults().fired(fault);
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

    private void subscribe(Opening opening, Frames frames) {
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
        pipeline.addLast(new WebSocketServerProtocolHandler(config), new Subscription(frames, opening, service));
        context.fireChannelRead(request.retain());
        pipeline.remove(Routes.class);
    }
}
