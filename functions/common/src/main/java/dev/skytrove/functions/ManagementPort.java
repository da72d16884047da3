package dev.skytrove.functions;

import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;

/**
 * Answers {@code /health} and {@code /prometheus} on the management port and nothing else there, and neither of them on
 * the public port. Micronaut's {@code endpoints.all.port} would do so for a fixed port only.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class ManagementPort {
    private final BeanProvider<EmbeddedServer> server;
    private final Router router;

    ManagementPort(BeanProvider<EmbeddedServer> server, Router router) {
        this.server = server;
        this.router = router;
    }

    @RequestFilter
    void keepApart(HttpRequest<?> request) {
        boolean onPublicPort = request.getServerAddress().getPort() == server.get().getPort();
        if (onPublicPort == isManagement(request)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "nothing is at " + request.getPath());
        }
    }

    /** Whatever the method: another one is not to show that the path exists. */
    private boolean isManagement(HttpRequest<?> request) {
        return router.findAny(request).stream()
                .anyMatch(route -> route.getAnnotationMetadata().hasStereotype(Endpoint.class));
    }
}
