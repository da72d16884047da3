package dev.skytrove.search;

import dev.skytrove.functions.Answer;
import dev.skytrove.functions.ClosedAnswers;
import dev.skytrove.functions.HourCoverage;
import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.PostJson;
import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.SearchRequests;
import dev.skytrove.functions.openapi.Filters;
import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Range;
import dev.skytrove.functions.openapi.Sorting;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.runtime.http.UnreadAnswers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers searches. */
@Controller
final class SearchController {
    static final int DEFAULT_LIMIT = 50;

    private final SearchRequests requests;
    private final PostSearch search;
    private final ClosedAnswers closed;
    private final UnreadAnswers unread;
    private final JsonMapper json;

    SearchController(
            SearchConfig config,
            SearchRequests.Factory requests,
            PostSearch search,
            ClosedAnswers closed,
            UnreadAnswers unread,
            JsonMapper json) {
        this.requests = requests.of(
                DEFAULT_LIMIT, config.maxLimit(), PostFields.PARAMETER, HourCoverage.PARAMETER);
        this.search = search;
        this.closed = closed;
        this.unread = unread;
        this.json = json;
    }

    /** The posts that the request's parameters ask for, newest first. */
    @Get(value = "/search", headRoute = false)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "search", summary = "Posts, in order, to the last one.")
    @Filters
    @Range
    @Sorting
    @PageParameters
    @CoverageParameter
    @ApiResponse(
            responseCode = "200",
            description = "Posts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.SEARCH_ANSWER)),
            headers = @Header(name = "ETag", description = "Of an answer over hours that are over.", schema = @Schema(ref = Types.TEXT)))
    @ApiResponse(responseCode = "304", description = "The client has this answer: If-None-Match has its ETag.")
    @Problems
    CompletableFuture<MutableHttpResponse<byte[]>> search(HttpRequest<?> request) {
        return answer(request).thenApply(answer -> {
            answer.getBody().ifPresent(body -> unread.add(request, body));
            return answer;
        });
    }

    /** The headers of the same. */
    @Head("/search")
    @Hidden
    @Produces(MediaType.APPLICATION_JSON)
    CompletableFuture<HttpResponse<?>> head(HttpRequest<?> request) {
        return answer(request).thenApply(answer -> {
            int length = answer.getBody().map(body -> body.length).orElse(0);
            return answer.body(null).contentLength(length);
        });
    }

    private CompletableFuture<MutableHttpResponse<byte[]>> answer(HttpRequest<?> request) {
        PostFields fields = requests.fields(request);
        Map<String, List<String>> parameters = QueryRequests.parameters(request);
        return requests.answer(request, (criteria, cancellation) -> closed.answer(
                request,
                criteria,
                cancellation,
                () -> HourCoverage.of(search, criteria, cancellation, parameters)
                        .thenCompose(coverage -> search.search(fields.of(criteria), cancellation, page ->
                                Answer.json(bytes(page, criteria, fields, coverage), ClosedAnswers.isLasting(page.meta()))))));
    }

    /** On the thread of the search: a large answer holds up no connection. */
    private byte[] bytes(SearchPage page, SearchCriteria criteria, PostFields fields, Optional<Coverage> coverage) {
        StringBuilder target = new StringBuilder("{\"results\":[");
        String separator = "";
        for (PostResult post : page.posts()) {
            target.append(separator);
            PostJson.append(target, fields, post);
            separator = ",";
        }
        // Its opening bracket is that of the whole.
        target.append("],").append(rest(SearchAnswer.of(page, criteria, coverage)).substring(1));
        return target.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String rest(SearchAnswer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
