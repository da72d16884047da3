package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.concurrent.CompletableFuture;

/** Answers how far the lake reaches. */
@Controller
final class StatusController {
    private final QueryRequests requests;
    private final StatusCache status;

    StatusController(QueryRequests requests, StatusCache status) {
        this.requests = requests;
        this.status = status;
    }

    /** What the lake holds; the request has no parameters. */
    @Get("/status")
    CompletableFuture<StatusAnswer> status(HttpRequest<?> request) {
        return requests.answer(request, (parameters, cancellation) -> {
            KnownParameters.require(parameters);
            // One reading answers many: that one of them leaves does not end it.
            return status.get();
        });
    }
}
