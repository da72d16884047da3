package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Answers the network's own searches, {@code app.bsky.feed.searchPosts} and {@code searchPostsV2}, as the lexicons have them. */
@Controller
final class XrpcController {
    private final QueryRequests requests;
    private final CriteriaParser parser;
    private final PostSearch search;
    private final JsonMapper json;

    XrpcController(QueryRequests requests, PostSearch search, JsonMapper json, Clock clock) {
        this.requests = requests;
        this.parser = SearchPostsParameters.parser(clock);
        this.search = search;
        this.json = json;
    }

    /** The posts that the request's parameters ask for, newest first. */
    @Get("/xrpc/app.bsky.feed.searchPosts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchPosts", summary = "The network's own search, as its lexicon has it.")
    @LexiconParameters
    @ApiResponse(
            responseCode = "200",
            description = "Posts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.SEARCH_POSTS_ANSWER)))
    @XrpcProblems
    CompletableFuture<HttpResponse<byte[]>> searchPosts(HttpRequest<?> request) {
        return respond(request, SearchPostsParameters::criteria);
    }

    /** The same by the lexicon that has lists and exclusions. */
    @Get("/xrpc/app.bsky.feed.searchPostsV2")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "searchPostsV2", summary = "The network's own search with lists and exclusions, as its lexicon has it.")
    @LexiconV2Parameters
    @ApiResponse(
            responseCode = "200",
            description = "Posts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.SEARCH_POSTS_ANSWER)))
    @XrpcProblems
    CompletableFuture<HttpResponse<byte[]>> searchPostsV2(HttpRequest<?> request) {
        return respond(request, SearchPostsV2Parameters::criteria);
    }

    /** Reads the parameters of a lexicon. */
    @FunctionalInterface
    private interface Lexicon {
        SearchCriteria criteria(CriteriaParser parser, Map<String, List<String>> given);
    }

    private CompletableFuture<HttpResponse<byte[]>> respond(HttpRequest<?> request, Lexicon lexicon) {
        return answer(request, lexicon)
                .<HttpResponse<byte[]>>thenApply(found -> HttpResponse.ok(found.getBytes(StandardCharsets.UTF_8)))
                .exceptionally(this::error);
    }

    private CompletableFuture<String> answer(HttpRequest<?> request, Lexicon lexicon) {
        try {
            return requests.answer(request, (parameters, cancellation) ->
                    find(lexicon.criteria(parser, parameters).withFeatures(), cancellation));
        } catch (ProblemException e) {
            // Too many requests of the client.
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<String> find(SearchCriteria criteria, Cancellation cancellation) {
        return search.search(criteria, cancellation, page -> page)
                .thenCompose(page -> answer(page, criteria, cancellation));
    }

    private CompletableFuture<String> answer(SearchPage page, SearchCriteria criteria, Cancellation cancellation) {
        if (page.posts().isEmpty()) {
            return CompletableFuture.completedFuture(SearchPostsAnswer.of(page, criteria, Map.of(), json));
        }
        return search.records(
                page.posts(), cancellation, records -> SearchPostsAnswer.of(page, criteria, records, json));
    }

    /** Other failures than problems are left to what answers them everywhere. */
    private HttpResponse<byte[]> error(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ProblemException refused)) {
            throw failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
        }
        HttpStatus status = HttpStatus.valueOf(refused.problem().status());
        return HttpResponse.<byte[]>status(status)
                .body(SearchPostsAnswer.error(status, refused.problem(), json).getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
