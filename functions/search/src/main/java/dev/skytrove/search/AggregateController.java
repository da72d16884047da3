package dev.skytrove.search;

import dev.skytrove.functions.Answer;
import dev.skytrove.functions.ClosedAnswers;
import dev.skytrove.functions.HourCoverage;
import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.SearchRequests;
import dev.skytrove.functions.openapi.Filters;
import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Range;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.aggregate.AggregateParser;
import dev.skytrove.query.aggregate.AggregateRequest;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Aggregator;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
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
import java.util.stream.Stream;

/** Answers counts of all posts that filters find. */
@Controller
final class AggregateController {
    private static final String FORMAT = "format";
    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    private final SearchConfig config;
    private final SearchRequests requests;
    private final PostSearch search;
    private final ClosedAnswers closed;
    private final JsonMapper json;

    AggregateController(
            SearchConfig config,
            SearchRequests.Factory requests,
            PostSearch search,
            ClosedAnswers closed,
            JsonMapper json) {
        this.config = config;
        Stream<String> own = Stream.concat(
                AggregateParser.parameters().stream(), Stream.of(FORMAT, HourCoverage.PARAMETER));
        this.requests = requests.ofFilters(own.toArray(String[]::new));
        this.search = search;
        this.closed = closed;
        this.json = json;
    }

    /** The counts that the request's parameters ask for. */
    @Get("/aggregate")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Operation(operationId = "aggregate", summary = "Counts of all posts that the filters find.")
    @Filters
    @Range
    @AggregateParameters
    @CoverageParameter
    @ApiResponse(
            responseCode = "200",
            description = "Counts.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.AGGREGATE_ANSWER)),
                @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(ref = Types.TEXT))
            })
    @ApiResponse(responseCode = "304", description = "The client has this answer: If-None-Match has its ETag.")
    @Problems
    CompletableFuture<MutableHttpResponse<byte[]>> aggregate(HttpRequest<?> request) {
        if (!config.aggregation()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "posts are not counted here: SKYTROVE_SEARCH_AGGREGATION is false");
        }
        return requests.answer(request, (criteria, cancellation) -> {
            Map<String, List<String>> parameters = QueryRequests.parameters(request);
            AggregateRequest counted = AggregateParser.parse(parameters);
            boolean csv = isCsv(parameters.getOrDefault(FORMAT, List.of()));
            if (csv && counted.aggregations().size() > 1) {
                throw new InvalidParameterException(FORMAT, "format is csv, and by is given more than once", "json");
            }
            return closed.answer(request, criteria, cancellation, () -> HourCoverage.of(
                            search, criteria, cancellation, parameters)
                    .thenCompose(coverage -> Aggregator.aggregate(
                            search, criteria, counted, cancellation, result -> csv ? csv(result) : json(result, coverage))));
        });
    }

    private static boolean isCsv(List<String> values) {
        String value = String.join(",", values).strip();
        return switch (value) {
            case "csv" -> true;
            case "json", "" -> false;
            default -> throw new InvalidParameterException(FORMAT, "format is '" + Quoted.of(value) + "'", "json or csv");
        };
    }

    private static Answer csv(AggregateResult result) {
        return new Answer(
                AggregateCsv.of(result).getBytes(StandardCharsets.UTF_8),
                CSV,
                Optional.of("attachment; filename=\"skytrove-aggregate.csv\""),
                ClosedAnswers.isLasting(result.meta()));
    }

    private Answer json(AggregateResult result, Optional<Coverage> coverage) {
        try {
            byte[] body = json.writeValueAsBytes(AggregateAnswer.of(result, coverage));
            return Answer.json(body, ClosedAnswers.isLasting(result.meta()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
