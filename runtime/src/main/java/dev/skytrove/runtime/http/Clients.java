package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets each client have so many requests under way, so that none takes the places of all. A client is an address; of IPv6
 * the first 64 bits, since whoever has one such address has all of them. This machine's own is not limited: most often a
 * proxy asks from there, for others. Whom a trusted proxy asks for is what it put last into {@code X-Forwarded-For}.
 */
@Singleton
@Requires(beans = Connections.class)
public final class Clients {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int SUBNET_BYTES = 8;

    private final int most;
    private final Set<InetAddress> proxies;
    private final Map<String, Integer> underWay = new HashMap<>();

    Clients(HttpConfig config) {
        this.most = config.clientRequests();
        this.proxies = config.proxies();
    }

    /**
     * Lets a request in.
     *
     * @return what to do, once, when it is over
     * @throws ProblemException if too many of its client are under way: 429
     */
    public Runnable enter(HttpRequest<?> request) {
        Optional<String> client = most == 0 ? Optional.empty() : client(request);
        client.ifPresent(this::enter);
        return () -> client.ifPresent(this::leave);
    }

    private synchronized void enter(String client) {
        if (underWay.merge(client, 1, Integer::sum) > most) {
            leave(client);
            throw RetryLaterException.byOneClient(
                    "your address has as many requests under way as it may: " + most, RETRY_AFTER);
        }
    }

    private synchronized void leave(String client) {
        underWay.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }

    /** What stands for the client of a request; empty for this machine. */
    Optional<String> client(HttpRequest<?> request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return Optional.empty();
        }
        InetAddress client = peer.getAddress();
        if (proxies.contains(client)) {
            client = forwardedFor(client, request.getHeaders().getAll(FORWARDED_FOR));
        }
        return client.isLoopbackAddress() ? Optional.empty() : Optional.of(key(client));
    }

    /** The last one that is not itself a trusted proxy: what stands before it the client may have made up. */
    private InetAddress forwardedFor(InetAddress proxy, List<String> headers) {
        List<String> addresses = List.of(String.join(",", headers).split(",", -1));
        InetAddress client = proxy;
        // Literals only: nothing is looked up.
        for (String address : addresses.reversed()) {
            try {
                client = InetAddress.ofLiteral(address.strip());
            } catch (IllegalArgumentException e) {
                return client;
            }
            if (!proxies.contains(client)) {
                return client;
            }
        }
        return client;
    }

    private static String key(InetAddress client) {
        byte[] bytes = client.getAddress();
        return HexFormat.of().formatHex(bytes, 0, client instanceof Inet6Address ? SUBNET_BYTES : bytes.length);
    }
}
