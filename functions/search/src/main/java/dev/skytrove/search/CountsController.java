package dev.skytrove.search;

import dev.skytrove.functions.QueryRequests;
import dev.skytrove.query.PostSearch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
    CompletableFuture<CountsAnswer> counts(HttpRequest<?> request) {
        return requests.answer(request, (parameters, cancellation) ->
                search.counts(CountedPosts.parse(parameters), cancellation, CountsAnswer::of));
    }
}
