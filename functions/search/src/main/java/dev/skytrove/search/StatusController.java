package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.openapi.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
    @Operation(operationId = "status", summary = "How far the lake reaches.")
    @ApiResponse(
            responseCode = "200",
            description = "What the lake holds.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.STATUS_ANSWER)))
    @Problems
    CompletableFuture<StatusAnswer> status(HttpRequest<?> request) {
        return requests.answer(request, (parameters, cancellation) -> {
            KnownParameters.require(parameters);
            // One reading answers many: that one of them leaves does not end it.
            return status.get();
        });
    }
}
