package dev.skytrove.runtime.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses requests that others could read in another way than we do, as RFC 9112 asks (3.2 and 6.1): a proxy that takes
 * another host, or another end of the body, would pass on one request and we would answer two. What Netty's decoder cannot
 * read is refused as well, later.
 */
final class RequestCheck extends ChannelInboundHandlerAdapter {
    /** RFC 3986, "host" and "port". */
    private static final Pattern HOST = Pattern.compile("([\\w.~!$&'()*+,;=%-]*|\\[[\\w:.]+])(:\\d*)?");

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !refused && isReadable(request)) {
            Optional<String> fault = fault(request);
            refused = fault.isPresent();
            fault.ifPresent(detail -> {
                String json = "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"" + detail + "\"}";
                var _ = context.writeAndFlush(ClosingProblem.of(HttpResponseStatus.BAD_REQUEST, json))
                        .addListener(ChannelFutureListener.CLOSE);
            });
            if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
                // The decoder has taken a Content-Length away that contradicted it: nobody may rely on what comes after.
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean isReadable(HttpRequest request) {
        return request.decoderResult().isSuccess() && request.protocolVersion().majorVersion() == 1;
    }

    private static Optional<String> fault(HttpRequest request) {
        boolean old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !old)) {
            return Optional.of("a request of HTTP/1.1 has one Host header, not " + hosts.size());
        }
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return Optional.of("the Host header is no host and port");
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
        if (!codings.isEmpty() && (old || !chunked)) {
            return Optional.of("Transfer-Encoding is chunked, once, and only in HTTP/1.1");
        }
        return Optional.empty();
    }
}
