package dev.skytrove.runtime.http;

import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** What some clients speak beside HTTP/1.1 as it is written: UTF-8 in the request line, and HTTP/1.0. */
final class HttpDialect extends ChannelDuplexHandler {
    /** A preflight that asks for more is one of no page. */
    private static final int MOST_ASKED_FOR = 32;

    private static final String OTHER_VERSION = "{\"type\":\"about:blank\",\"title\":\"HTTP Version Not Supported\","
            + "\"status\":505,\"detail\":\"this server speaks HTTP/1.1\"}";

    private boolean old;
    private boolean refused;
    private boolean endsByClosing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess() && !refused) {
            refused = request.protocolVersion().majorVersion() != 1;
            if (refused) {
                var _ = context.writeAndFlush(ClosingProblem.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, OTHER_VERSION)).addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            bound(request.headers());
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

    /** A preflight is answered with each header that it asks for, in a line of its own. */
    private static void bound(HttpHeaders headers) {
        List<String> asked = headers.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        long count = asked.stream().mapToLong(names -> 1 + names.chars().filter(c -> c == ',').count()).sum();
        if (count > MOST_ASKED_FOR) {
            headers.remove(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        }
    }

    private static void refuse(HttpRequest request) {
        request.setUri("/");
        request.setDecoderResult(DecoderResult.failure(new CharacterCodingException()));
    }
}
