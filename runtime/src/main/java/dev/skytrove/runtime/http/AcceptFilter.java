package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares what a client takes with what there is at the path it asks for. Micronaut does not know {@code text/*}, nor
 * that {@code q=0} is a refusal: it is told those of its types that the client takes.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(classes = NettyHttpRequest.class)
final class AcceptFilter {
    private final Router router;

    AcceptFilter(Router router) {
        this.router = router;
    }

    @PreMatching
    @RequestFilter
    void negotiate(HttpRequest<?> request) {
        List<String> fields = request.getHeaders().getAll(HttpHeaders.ACCEPT);
        if (fields.isEmpty() || !(request instanceof NettyHttpRequest<?> netty)) {
            return;
        }
        List<MediaType> produced = produced(request);
        AcceptedTypes accepted = AcceptedTypes.parse(fields);
        List<MediaType> taken = produced.stream().filter(accepted::includes).toList();
        if (!taken.isEmpty()) {
            netty.getNativeRequest().headers().set(HttpHeaders.ACCEPT, list(taken));
        } else if (!produced.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.NOT_ACCEPTABLE,
                    "the answer is " + list(produced) + ", which Accept rules out; leave Accept away, or take that type");
        }
    }

    private List<MediaType> produced(HttpRequest<?> request) {
        return router.findAny(request).stream()
                .filter(route -> route.getRouteInfo().getHttpMethod() == request.getMethod())
                .flatMap(route -> route.getRouteInfo().getProduces().stream())
                .distinct()
                .toList();
    }

    private static String list(List<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
