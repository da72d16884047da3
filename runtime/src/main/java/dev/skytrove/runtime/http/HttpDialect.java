package dev.skytrove.runtime.http;

import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.CharacterCodingException;

/** What some clients speak beside HTTP/1.1 as it is written: UTF-8 in the request line, and HTTP/1.0. */
final class HttpDialect extends ChannelDuplexHandler {
    private boolean old;
    private boolean endsByClosing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            RequestTarget.encoded(request.uri()).ifPresentOrElse(request::setUri, () -> refuse(request));
            old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
            if (old) {
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (old && message instanceof HttpResponse response && HttpUtil.isTransferEncodingChunked(response)) {
            // HTTP/1.0 knows no chunks: the body ends with the connection, and a reset tells that it broke off.
            HttpUtil.setTransferEncodingChunked(response, false);
            endsByClosing = true;
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (endsByClosing && message instanceof LastHttpContent) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, -1);
        }
        var _ = context.write(message, promise);
    }

    /** Whether a request has a target that is not UTF-8; Micronaut then knows only that something is wrong with it. */
    static boolean isNotUtf8(io.micronaut.http.HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                && netty.getNativeRequest().decoderResult().cause() instanceof CharacterCodingException;
    }

    private static void refuse(HttpRequest request) {
        request.setUri("/");
        request.setDecoderResult(DecoderResult.failure(new CharacterCodingException()));
    }
}
