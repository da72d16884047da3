package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each answer the id of its request and, where that is wanted, writes a line of JSON to the log when it is over. The
 * line says nothing of a person: no address, no query, no client, and of paths only those that there are.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(classes = NettyHttpRequest.class, beans = Connections.class)
final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final String STATUS = "skytrove.access.status";

    /** The name of the API key of a request; see {@link AccessFilter}. */
    static final String KEY = "skytrove.access.key";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH");

    private final boolean wanted;
    private final RequestEnd end;
    private final ManagementPort management;

    AccessLog(AccessConfig config, RequestEnd end, ManagementPort management) {
        this.wanted = config.log();
        this.end = end;
        this.management = management;
    }

    @PreMatching
    @RequestFilter
    void begin(HttpRequest<?> request) {
        RequestId.of(request);
        if (!wanted || management.is(request.getServerAddress().getPort())) {
            return;
        }
        long started = System.nanoTime();
        AtomicInteger status = new AtomicInteger();
        request.setAttribute(STATUS, status);
        end.then(request, () -> write(request, status.get(), Duration.ofNanos(System.nanoTime() - started)));
    }

    @ResponseFilter
    void answered(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
        AccessFilter.tell(request, response);
        request.getAttribute(STATUS, AtomicInteger.class).ifPresent(status -> status.set(response.code()));
    }

    /** All of its texts are ours, or of letters, digits and signs that JSON has nothing against. */
    private static void write(HttpRequest<?> request, int status, Duration time) {
        Optional<String> key = request.getAttribute(KEY, String.class);
        String method = request.getMethodName();
        log.info(
                "{\"request_id\":\"{}\",\"method\":\"{}\",\"path\":\"{}\",\"status\":{},\"ms\":{},\"key\":{}}",
                RequestId.of(request),
                METHODS.contains(method) ? method : "other",
                // What nothing is at may be anything, so also a name.
                status != 404 && isPlain(request.getPath()) ? request.getPath() : "other",
                // 0 where the client left before it was answered.
                status,
                time.toMillis(),
                key.map(name -> '"' + name + '"').orElse("null"));
    }

    private static boolean isPlain(String path) {
        return path.chars().allMatch(c -> c == '/' || c == '.' || (c < 128 && Character.isLetterOrDigit(c)));
    }
}
