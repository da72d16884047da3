package dev.skytrove.ingestor.jetstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Reads the answer to the upgrade before Netty does, which keeps only the status of a refusal and not its words, and
 * does not know that a subprotocol can be the default of an endpoint.
 */
final class UpgradeAnswerHandler extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final JetstreamConnection connection;
    private final Wire wire;

    UpgradeAnswerHandler(JetstreamConnection connection, Wire wire) {
        super(false);
        this.connection = connection;
        this.wire = wire;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            context.pipeline().remove(this);
            if (wire == Wire.V2 && !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
                response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Wire.V2_SUBPROTOCOL);
            }
            context.fireChannelRead(response);
            return;
        }
        String body = response.content().toString(StandardCharsets.UTF_8).strip();
        String message = body.isEmpty() ? response.status().reasonPhrase() : body;
        response.release();
        connection.end(new ConnectionEnd.Refused(response.status().code(), message));
    }
}
