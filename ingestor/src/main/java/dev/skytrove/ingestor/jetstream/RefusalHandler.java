package dev.skytrove.ingestor.jetstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Reads the answer to the upgrade before Netty does, which keeps only the status of a refusal and not its words. */
final class RefusalHandler extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final int MAX_MESSAGE = 500;

    private final JetstreamConnection connection;

    RefusalHandler(JetstreamConnection connection) {
        super(false);
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            context.pipeline().remove(this);
            context.fireChannelRead(response);
            return;
        }
        String body = response.content().toString(StandardCharsets.UTF_8).strip();
        String message = body.isEmpty() ? response.status().reasonPhrase() : body;
        response.release();
        connection.end(new ConnectionEnd.Refused(
                response.status().code(), message.substring(0, Math.min(message.length(), MAX_MESSAGE))));
    }
}
