package dev.skytrove.ingestor.jetstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** The end of the pipeline: gathers the messages of one read, and tells the connection what happens to it. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    /** Bytes that are handed over together: enough to spare the hand-over's cost, little enough to begin the work. */
    private static final long CHUNK = 64 << 10;

    private final JetstreamConnection connection;
    private List<Message> messages = new ArrayList<>();
    private long bytes;

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
            case Message data -> add(data);
            case CloseWebSocketFrame close -> closed(close);
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void add(Message message) {
        messages.add(message);
        bytes += message.payload().length;
        if (bytes >= CHUNK) {
            handOver();
        }
    }

    private void closed(CloseWebSocketFrame close) {
        handOver();
        int code = close.statusCode() < 0 ? WebSocketCloseStatus.EMPTY.code() : close.statusCode();
        connection.end(new ConnectionEnd.Closed(code, close.reasonText()));
        close.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOver();
        context.fireChannelReadComplete();
    }

    private void handOver() {
        if (!messages.isEmpty()) {
            List<Message> taken = messages;
            long takenBytes = bytes;
            messages = new ArrayList<>();
            bytes = 0;
            connection.deliver(taken, takenBytes);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handOver();
        connection.lost();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        handOver();
        connection.failed(cause);
    }
}
