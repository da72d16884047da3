package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Range;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.reactions.PairPosts;
import dev.skytrove.query.read.SearchMeta;
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
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Answers what two accounts had to do with each other. */
@Controller
final class InteractionsController {
    private static final String START = "start";
    private static final String END = "end";
    private static final int LONGEST = 2048;
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");

    private final QueryRequests requests;
    private final PostSearch search;
    private final CriteriaParser parser;

    InteractionsController(QueryRequests requests, PostSearch search, Clock clock) {
        this.requests = requests;
        this.search = search;
        this.parser = CriteriaParser.ofFilters(clock);
    }

    /** What the accounts that the request names did. */
    @Get("/interactions")
    @Operation(operationId = "interactions", summary = "What two accounts had to do with each other.")
    @Parameter(
            name = "a",
            in = ParameterIn.QUERY,
            required = true,
            description = "The DID of one account.",
            schema = @Schema(ref = Types.TEXT))
    @Parameter(
            name = "b",
            in = ParameterIn.QUERY,
            required = true,
            description = "The DID of the other.",
            schema = @Schema(ref = Types.TEXT))
    @Range
    @ApiResponse(
            responseCode = "200",
            description = "Counts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.INTERACTIONS_ANSWER)))
    @Problems
    CompletableFuture<InteractionsAnswer> interactions(HttpRequest<?> request) {
        return requests.answer(request, this::answer);
    }

    private CompletableFuture<InteractionsAnswer> answer(
            Map<String, List<String>> parameters, Cancellation cancellation) {
        KnownParameters.require(parameters, "a", "b", START, END);
        String a = did(parameters, "a");
        String b = did(parameters, "b");
        if (a.equals(b)) {
            throw new InvalidParameterException("b", "a and b are the same account", "the DID of another account");
        }
        SearchCriteria criteria = criteria(parameters, a, b);
        return search.fold(criteria, cancellation, folds -> new Written(folds.fold(new PairPosts(a, b)), folds.meta()))
                .thenCompose(written -> search.reactions(a, b, criteria.range(), cancellation)
                        .thenApply(reactions ->
                                InteractionsAnswer.of(a, b, criteria.range(), written.posts, written.meta, reactions)));
    }

    private record Written(List<PairPosts.Counts> posts, SearchMeta meta) {}

    private SearchCriteria criteria(Map<String, List<String>> parameters, String a, String b) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        filters.put("username", List.of(a, b));
        for (String name : List.of(START, END)) {
            if (parameters.containsKey(name)) {
                filters.put(name, parameters.get(name));
            }
        }
        return parser.parse(filters);
    }

    private static String did(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        String value = values.size() == 1 ? values.getFirst().strip() : "";
        if (value.length() > LONGEST || !DID.matcher(value).matches()) {
            String detail = values.size() == 1 ? name + " is '" + Quoted.of(value) + "'" : name + " is given " + values.size() + " times";
            throw new InvalidParameterException(name, detail, "the DID of an account, such as did:plc:…");
        }
        return value;
    }
}
