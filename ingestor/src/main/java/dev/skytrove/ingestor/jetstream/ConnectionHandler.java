package dev.skytrove.ingestor.jetstream;

import dev.skytrove.runtime.FatalErrors;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;

/** The end of the pipeline: tells the connection what happens to it. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private final JetstreamConnection connection;

    ConnectionHandler(JetstreamConnection connection) {
        this.connection = connection;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            connection.opened();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case Messages messages -> connection.deliver(messages);
            case CloseWebSocketFrame close -> closed(close);
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void closed(CloseWebSocketFrame close) {
        int code = close.statusCode() < 0 ? WebSocketCloseStatus.EMPTY.code() : close.statusCode();
        connection.end(new ConnectionEnd.Closed(code, close.reasonText()));
        close.release();
    }

    // We send next to nothing but answers to pings and goodbyes. So many of them wait only if the server sends pings
    // without end and reads nothing, and each would be kept in memory.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (connection.isOpened() && !context.channel().isWritable()) {
            connection.overrun();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.lost();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        FatalErrors.check(cause);
        connection.failed(cause);
    }
}
