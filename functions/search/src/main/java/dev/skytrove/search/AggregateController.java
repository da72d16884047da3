package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.SearchRequests;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.aggregate.AggregateParser;
import dev.skytrove.query.aggregate.AggregateRequest;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Aggregator;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Answers counts of all posts that filters find. */
@Controller
final class AggregateController {
    private static final String FORMAT = "format";
    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    private final SearchRequests requests;
    private final PostSearch search;
    private final JsonMapper json;

    AggregateController(SearchRequests.Factory requests, PostSearch search, JsonMapper json) {
        Stream<String> own = Stream.concat(AggregateParser.parameters().stream(), Stream.of(FORMAT));
        this.requests = requests.ofFilters(own.toArray(String[]::new));
        this.search = search;
        this.json = json;
    }

    /** The counts that the request's parameters ask for. */
    @Get("/aggregate")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    CompletableFuture<HttpResponse<byte[]>> aggregate(HttpRequest<?> request) {
        return requests.answer(request, (criteria, cancellation) -> {
            Map<String, List<String>> parameters = QueryRequests.parameters(request);
            AggregateRequest counted = AggregateParser.parse(parameters);
            boolean csv = isCsv(parameters.getOrDefault(FORMAT, List.of()));
            if (csv && counted.aggregations().size() > 1) {
                throw new InvalidParameterException(FORMAT, "format is csv, and by is given more than once", "json");
            }
            return Aggregator.aggregate(search, criteria, counted, cancellation, csv ? this::csv : this::json);
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

    private HttpResponse<byte[]> csv(AggregateResult result) {
        return HttpResponse.ok(AggregateCsv.of(result).getBytes(StandardCharsets.UTF_8))
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"skytrove-aggregate.csv\"");
    }

    private HttpResponse<byte[]> json(AggregateResult result) {
        try {
            return HttpResponse.ok(json.writeValueAsBytes(AggregateAnswer.of(result)))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
