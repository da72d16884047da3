package dev.skytrove.simulator.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.skytrove.simulator.history.History;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one connection until one of them turns it into a subscription. */
// A write that fails ends the connection, and that is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Routes extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    /** What Jetstream takes from a client. */
    private static final int LARGEST_CLIENT_MESSAGE = 10_000_000;
    private static final String SUBSCRIBE = "/subscribe";
    private static final String FAULTS = "/faults/";
    private static final String JSON = "application/json";

    private final History history;
    private final ServerSettings settings;
    private final Faults faults;
    private final Stats stats;

    Routes(History history, ServerSettings settings, Faults faults, Stats stats) {
        this.history = history;
        this.settings = settings;
        this.faults = faults;
        this.stats = stats;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        try {
            if (request.decoderResult().isFailure()) {
                throw new BadRequestException("not an HTTP request that can be read");
            }
            route(ctx, request, Query.parse(request.uri()));
        } catch (BadRequestException e) {
            problem(ctx, HttpResponseStatus.BAD_REQUEST, e.getMessage());
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
        if (path.startsWith(FAULTS)) {
            requireMethod(request, HttpMethod.POST, () -> fault(ctx, path.substring(FAULTS.length()), query), ctx);
            return;
        }
        switch (path) {
            case SUBSCRIBE -> requireMethod(request, HttpMethod.GET, () -> subscribe(ctx, request, query), ctx);
            case "/stats" -> requireMethod(request, HttpMethod.GET, () -> answer(ctx, stats.json()), ctx);
            case "/ledger" -> requireMethod(request, HttpMethod.GET, () -> ledger(ctx), ctx);
            default -> problem(ctx, HttpResponseStatus.NOT_FOUND,
                    "there are /subscribe, /stats, /ledger and /faults/…, not " + path);
        }
    }

    private static void requireMethod(
            FullHttpRequest request, HttpMethod method, Runnable action, ChannelHandlerContext ctx) {
        if (request.method().equals(method)) {
            action.run();
        } else {
            problem(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "use " + method);
        }
    }

    private void subscribe(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            throw new BadRequestException("connect with a websocket");
        }
        if (query.first("requireHello", "").equals("true")) {
            throw new BadRequestException("requireHello is not supported by the simulator");
        }
        EventFrames frames = new EventFrames(history, EventFilter.of(query), firstEvent(query));
        Subscription subscription =
                new Subscription(frames, new Pacer(settings.rate(), System::nanoTime), faults, stats);
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(SUBSCRIBE)
                .checkStartsWith(true)
                .maxFramePayloadLength(LARGEST_CLIENT_MESSAGE)
                // Else a reset connection would still send one.
                .sendCloseFrame(null)
                .build();
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.remove(HttpServerKeepAliveHandler.class);
        pipeline.remove(ChunkedWriteHandler.class);
        pipeline.addLast(new WebSocketServerProtocolHandler(config), subscription);
        ctx.fireChannelRead(request.retain());
        pipeline.remove(this);
    }

    /** The real service starts at the live end without a cursor, and a recording has none. */
    private long firstEvent(Query query) {
        if (query.first("cursor", "").isEmpty()) {
            return settings.liveTip() ? history.size() : 0;
        }
        return history.firstAtOrAfter(query.number("cursor", 0));
    }

    private void fault(ChannelHandlerContext ctx, String name, Query query) {
        Fault fault = FaultRequest.parse(name, query);
        faults.ask(fault);
        answer(ctx, "{\"fault\":\"" + name + "\",\"after\":" + fault.after() + "}");
    }

    private void ledger(ChannelHandlerContext ctx) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
        HttpUtil.setTransferEncodingChunked(response, true);
        ctx.write(response);
        ctx.writeAndFlush(new HttpChunkedInput(new LedgerInput(history)));
    }

    private static void problem(ChannelHandlerContext ctx, HttpResponseStatus status, String detail) {
        String body = "{\"title\":\"" + status.reasonPhrase() + "\",\"status\":" + status.code() + ",\"detail\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(detail)) + "\"}";
        answer(ctx, status, "application/problem+json", body);
    }

    private static void answer(ChannelHandlerContext ctx, String json) {
        answer(ctx, HttpResponseStatus.OK, JSON, json);
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String type, String body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        ctx.writeAndFlush(response);
    }
}
