package dev.skytrove.simulator.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** Takes subscriptions on the v1 wire. */
final class V1Endpoint {
    private final Service service;

    V1Endpoint(Service service) {
        this.service = service;
    }

    /** @throws BadRequestException if the request cannot be served */
    void subscribe(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        Upgrade upgrade = new Upgrade(ctx, request, service);
        if (query.first("requireHello", "").equals("true")) {
            throw new BadRequestException("requireHello is not supported by the simulator");
        }
        EventFilter filter = EventFilter.of(query);
        long first = firstEvent(query);
        Optional<Dictionary> dictionary = dictionary(request.headers(), query);
        upgrade.accept(new Opening(Wire.V1, ""), () -> filter.wantsAll()
                ? service.frames(Wire.V1, dictionary, first)
                : new EventFrames(service.feed(filter), FrameEncoder.of(dictionary), first));
    }

    private Optional<Dictionary> dictionary(HttpHeaders headers, Query query) {
        boolean asked = query.first("compress", "").equals("true")
                || headers.get("Socket-Encoding", "").contains("zstd");
        if (asked && headers.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "").contains("permessage-deflate")) {
            throw new BadRequestException("ask for zstd or for permessage-deflate, not for both");
        }
        return asked ? service.settings().dictionary() : Optional.empty();
    }

    /** The real service starts at the live end without a cursor, and a recording has none. */
    private long firstEvent(Query query) {
        if (query.first("cursor", "").isEmpty()) {
            return service.settings().liveTip() ? service.history().size() : 0;
        }
        return service.history().firstAtOrAfter(query.number("cursor", 0));
    }
}
