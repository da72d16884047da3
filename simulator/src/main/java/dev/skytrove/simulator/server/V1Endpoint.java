package dev.skytrove.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** Takes subscriptions on the v1 wire. */
final class V1Endpoint {
    private final ServerContext server;

    V1Endpoint(ServerContext server) {
        this.server = server;
    }

    /** @throws BadRequestException if the request cannot be served */
    void subscribe(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        Upgrade upgrade = new Upgrade(ctx, request, server);
        if (query.first("requireHello", "").equals("true")) {
            throw new BadRequestException("requireHello is not supported by the simulator");
        }
        EventFilter filter = EventFilter.of(query);
        long first = firstEvent(query);
        Optional<EventDictionary> dictionary = dictionary(request.headers(), query);
        upgrade.accept(new Opening(Wire.V1, ""), () -> filter.wantsAll()
                ? server.frames(Wire.V1, dictionary, first)
                : new EventFrames(server.feed(filter), FrameEncoder.of(dictionary), first));
    }

    private Optional<EventDictionary> dictionary(HttpHeaders headers, Query query) {
        boolean asked = query.first("compress", "").equals("true")
                || headers.get("Socket-Encoding", "").contains("zstd");
        if (asked && headers.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "").contains("permessage-deflate")) {
            throw new BadRequestException("ask for zstd or for permessage-deflate, not for both");
        }
        return asked ? server.settings().dictionary() : Optional.empty();
    }

    /** The real service starts at the live end without a cursor, and a recording has none. */
    private long firstEvent(Query query) {
        if (query.first("cursor", "").isEmpty()) {
            return server.settings().liveTip() ? server.history().size() : 0;
        }
        return server.history().firstAtOrAfter(query.number("cursor", 0));
    }
}
