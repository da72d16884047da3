package dev.skytrove.runtime.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.regex.Pattern;

/**
 * Answers what is asked of this machine by its own name, and no web page: one that has its name resolved to 127.0.0.1
 * (DNS rebinding) still says that name, and one that asks from elsewhere is not told that it may read the answer.
 */
final class LoopbackHost extends ChannelInboundHandlerAdapter {
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
            + "\"detail\":\"only localhost, 127.0.0.1 or [::1] is answered here; the Host header names another\"}";

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !refused) {
            // Without it no filter adds a header that lets a page read the answer.
            request.headers().remove(HttpHeaderNames.ORIGIN);
            refused = !isLoopback(request);
            if (refused) {
                var _ = context.writeAndFlush(ClosingProblem.of(HttpResponseStatus.FORBIDDEN, PROBLEM)).addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean isLoopback(HttpRequest request) {
        // Browsers always name a host.
        return request.headers().getAll(HttpHeaderNames.HOST).stream().allMatch(host -> LOOPBACK.matcher(host).matches());
    }
}
