package dev.skytrove.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one connection until one of them turns it into a subscription. */
// A write that fails ends the connection, and that is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Routes extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String FAULTS = "/faults/";

    private final ServerContext server;

    Routes(ServerContext server) {
        this.server = server;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        try {
            if (request.decoderResult().isFailure()) {
                throw new BadRequestException("not an HTTP request that can be read");
            }
            route(ctx, request, Query.parse(request.uri()));
        } catch (XrpcException e) {
            refuse(ctx, e);
        } catch (BadRequestException e) {
            if (request.uri().startsWith(V2Endpoint.XRPC)) {
                refuse(ctx, new XrpcException("InvalidRequest", e.getMessage()));
            } else {
                Responses.problem(ctx, HttpResponseStatus.BAD_REQUEST, e.getMessage());
            }
        }
    }

    /** Clients go as they like; that is no news. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("connection failed", cause);
        ctx.close();
    }

    private void route(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        String path = query.path();
        HttpMethod method = path.startsWith(FAULTS) ? HttpMethod.POST : HttpMethod.GET;
        Runnable action = path.startsWith(FAULTS)
                ? () -> fault(ctx, path.substring(FAULTS.length()), query)
                : page(ctx, request, query);
        if (request.method().equals(method)) {
            action.run();
        } else {
            Responses.problem(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "use " + method);
        }
    }

    private Runnable page(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        if (query.path().equals(Wire.V1.path())) {
            return () -> new V1Endpoint(server).subscribe(ctx, request, query);
        }
        if (query.path().equals(Wire.V2.path())) {
            return () -> new V2Endpoint(server).subscribe(ctx, request, query);
        }
        return switch (query.path()) {
            case V2Endpoint.DICTIONARY_PATH -> () -> new V2Endpoint(server).dictionary(ctx, query);
            case "/zstd_dictionary" -> () -> dictionary(ctx);
            case "/stats" -> () -> Responses.json(ctx, server.stats().json());
            case "/ledger" -> () -> ledger(ctx, query);
            default -> () -> Responses.problem(ctx, HttpResponseStatus.NOT_FOUND, "there are " + Wire.V1.path() + ", "
                    + Wire.V2.path() + ", /zstd_dictionary, /stats, /ledger and /faults/…, not " + query.path());
        };
    }

    private static void refuse(ChannelHandlerContext ctx, XrpcException reason) {
        byte[] body = reason.json().getBytes(StandardCharsets.UTF_8);
        Responses.send(ctx, reason.status(), "application/json", body);
    }

    private void dictionary(ChannelHandlerContext ctx) {
        server.settings().dictionary().map(EventDictionary::bytes).ifPresentOrElse(
                bytes -> Responses.binary(ctx, bytes),
                () -> Responses.problem(ctx, HttpResponseStatus.NOT_FOUND, "no --dictionary was given"));
    }

    private void fault(ChannelHandlerContext ctx, String name, Query query) {
        Fault fault = FaultRequest.parse(name, query);
        server.faults().ask(fault);
        Responses.json(ctx, "{\"fault\":\"" + name + "\",\"after\":" + fault.after() + "}");
    }

    private void ledger(ChannelHandlerContext ctx, Query query) {
        EventFeed feed = switch (query.first("wire", "v1")) {
            case "v1" -> new V1Feed(server.history(), EventFilter.all());
            case "v2" -> new V2Feed(server.v2History(), V2Filter.ALL);
            default -> throw new BadRequestException("wire is v1 or v2");
        };
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
        HttpUtil.setTransferEncodingChunked(response, true);
        ctx.write(response);
        ctx.writeAndFlush(new HttpChunkedInput(new LedgerInput(feed)));
    }
}
