package dev.skytrove.simulator.server;

import dev.skytrove.simulator.v2.V2History;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/** Takes subscriptions on the v2 wire, and hands out its dictionary. */
final class V2Endpoint {
    static final String XRPC = "/xrpc/";
    static final String DICTIONARY_PATH = XRPC + "network.bsky.jetstream.getZstdDictionary";

    private final ServerContext server;

    V2Endpoint(ServerContext server) {
        this.server = server;
    }

    /**
     * Begins a subscription.
     *
     * @throws BadRequestException if the request cannot be served
     * @throws XrpcException if it cannot be served for a reason that clients know by name
     */
    void subscribe(ChannelHandlerContext ctx, FullHttpRequest request, Query query) {
        Upgrade upgrade = new Upgrade(ctx, request, server);
        Optional<EventDictionary> dictionary = dictionary(request.headers(), query);
        V2History history = server.v2History();
        V2Filter filter = V2Filter.of(query);
        V2Start start = V2Start.of(query, history, server.settings());
        upgrade.accept(new Opening(Wire.V2, start.notice()), () -> filter.wantsAll()
                ? server.frames(Wire.V2, dictionary, start.position())
                : new EventFrames(server.feed(filter), FrameEncoder.of(dictionary), start.position()));
    }

    /** @throws XrpcException if there is no dictionary, or none with the ID */
    void dictionary(ChannelHandlerContext ctx, Query query) {
        EventDictionary current = server.settings().v2().dictionary().orElseThrow(() -> notFound("none was given"));
        long id = query.number("id", current.id());
        if (id != current.id()) {
            throw notFound("the ID of the current one is " + current.id());
        }
        Responses.binary(ctx, current.bytes());
    }

    private Optional<EventDictionary> dictionary(HttpHeaders headers, Query query) {
        boolean old = query.first("compress", "").equals("true")
                || headers.get("Socket-Encoding", "").contains("zstd");
        if (old) {
            throw new BadRequestException("compress and Socket-Encoding are for /subscribe; here is zstdDictionary");
        }
        if (query.first("zstdDictionary", "").isEmpty()) {
            return Optional.empty();
        }
        long id = query.number("zstdDictionary", 0);
        if (id < 1 || id > 0xffff_ffffL) {
            throw new BadRequestException("zstdDictionary must be the ID of a dictionary, not " + id);
        }
        Optional<EventDictionary> current = server.settings().v2().dictionary();
        if (current.isEmpty() || current.get().id() != id) {
            throw new XrpcException("UnknownZstdDictionary", "no dictionary has the ID " + id
                    + "; the current one's is " + current.map(EventDictionary::id).orElse(0L));
        }
        return current;
    }

    private static XrpcException notFound(String message) {
        return new XrpcException(HttpResponseStatus.NOT_FOUND, "DictionaryNotFound", message);
    }
}
