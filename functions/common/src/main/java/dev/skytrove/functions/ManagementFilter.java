package dev.skytrove.functions;

import dev.skytrove.runtime.http.ManagementPort;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.web.router.Router;

/**
 * Answers {@code /health} and {@code /prometheus} on the management port and nothing else there, and neither of them on
 * a public port. Micronaut's {@code endpoints.all.port} does so for a fixed port only, at the public address.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class ManagementFilter {
    private final ManagementPort port;
    private final Router router;

    ManagementFilter(ManagementPort port, Router router) {
        this.port = port;
        this.router = router;
    }

    @RequestFilter
    void keepApart(HttpRequest<?> request) {
        if (port.is(request.getServerAddress().getPort()) != isManagement(request)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "nothing is at " + request.getPath());
        }
    }

    /** Whatever the method: another one is not to show that the path exists. */
    private boolean isManagement(HttpRequest<?> request) {
        return router.findAny(request).stream()
                .anyMatch(route -> route.getAnnotationMetadata().hasStereotype(Endpoint.class));
    }
}
