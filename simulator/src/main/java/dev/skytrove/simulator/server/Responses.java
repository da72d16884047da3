package dev.skytrove.simulator.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Answers HTTP requests. */
// A write that fails ends the connection, and that is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Responses {
    private Responses() {}

    static void json(ChannelHandlerContext ctx, String json) {
        send(ctx, HttpResponseStatus.OK, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static void binary(ChannelHandlerContext ctx, byte[] bytes) {
        send(ctx, HttpResponseStatus.OK, "application/octet-stream", bytes);
    }

    static void problem(ChannelHandlerContext ctx, HttpResponseStatus status, String detail) {
        String body = "{\"title\":\"" + status.reasonPhrase() + "\",\"status\":" + status.code() + ",\"detail\":\""
                + escaped(detail) + "\"}";
        send(ctx, status, "application/problem+json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** What a JSON string has between its quotes. */
    static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    static void send(ChannelHandlerContext ctx, HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpUtil.setContentLength(response, body.length);
        ctx.writeAndFlush(response);
    }
}
