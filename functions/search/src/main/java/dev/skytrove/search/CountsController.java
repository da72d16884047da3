package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.query.PostSearch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.concurrent.CompletableFuture;

/** Answers how often posts were liked, reposted, answered and quoted. */
@Controller
final class CountsController {
    private final QueryRequests requests;
    private final PostSearch search;

    CountsController(QueryRequests requests, PostSearch search) {
        this.requests = requests;
        this.search = search;
    }

    /** The counts of the posts that the request names. */
    @Get("/counts")
    @Operation(operationId = "counts", summary = "Likes, reposts, replies and quotes of posts.")
    @Parameter(
            name = "uri",
            in = ParameterIn.QUERY,
            required = true,
            description = "at:// URIs of posts, up to 500, also separated by commas.",
            schema = @Schema(ref = Types.TEXTS))
    @ApiResponse(
            responseCode = "200",
            description = "Counts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.COUNTS_ANSWER)))
    @Problems
    CompletableFuture<CountsAnswer> counts(HttpRequest<?> request) {
        return requests.answer(request, (parameters, cancellation) ->
                search.counts(UriParameter.parse(parameters), cancellation, CountsAnswer::of));
    }
}
