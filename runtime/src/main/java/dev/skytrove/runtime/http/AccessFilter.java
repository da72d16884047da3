package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.Optional;

/**
 * Lets in who has an API key, where that is needed, and each client only as often as it may ask. Behind what adds the
 * headers of CORS, so that pages can read a refusal. The management port is not its business, nor what browsers ask before a
 * request of a page, which has no key yet.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(classes = NettyHttpRequest.class, beans = Connections.class)
final class AccessFilter implements Ordered {
    private static final String TAKEN = "skytrove.access.taken";

    private final ApiKeys keys;
    private final RateLimits limits;
    private final Clients clients;
    private final ManagementPort management;

    AccessFilter(ApiKeys keys, RateLimits limits, Clients clients, ManagementPort management) {
        this.keys = keys;
        this.limits = limits;
        this.clients = clients;
        this.management = management;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    @PreMatching
    @RequestFilter
    void enter(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.OPTIONS || management.is(request.getServerAddress().getPort())) {
            return;
        }
        Optional<String> key = keys.require(request);
        key.ifPresent(name -> request.setAttribute(AccessLog.KEY, name));
        if (limits.isLimited()) {
            key.map(name -> "key " + name).or(() -> clients.client(request)).ifPresent(client -> take(request, client));
        }
    }

    private void take(HttpRequest<?> request, String client) {
        RateLimits.Taken taken = limits.take(client, System.nanoTime());
        request.setAttribute(TAKEN, taken);
        if (!taken.allowed()) {
            throw RetryLaterException.byOneClient(
                    "you have made as many requests as you may: " + taken.limit() + " a minute", taken.next());
        }
    }

    /**
     * Says in an answer what its client may still ask. Not a filter of its own: a refusal passes none, and says it itself.
     */
    static void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(TAKEN, RateLimits.Taken.class).ifPresent(taken -> response.getHeaders()
                .set("X-RateLimit-Limit", Integer.toString(taken.limit()))
                .set("X-RateLimit-Remaining", Integer.toString(taken.remaining()))
                .set("X-RateLimit-Reset", Long.toString(taken.full().plusMillis(999).toSeconds())));
    }
}
