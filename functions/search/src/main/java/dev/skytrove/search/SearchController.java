package dev.skytrove.search;

import dev.skytrove.functions.SearchRequests;
import dev.skytrove.query.PostSearch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Answers searches. */
@Controller
final class SearchController {
    static final int DEFAULT_LIMIT = 50;

    private final SearchRequests requests;
    private final PostSearch search;

    SearchController(SearchConfig config, PostSearch search) {
        this.requests = new SearchRequests(DEFAULT_LIMIT, config.maxLimit());
        this.search = search;
    }

    /** The posts that the request's parameters ask for, newest first. */
    @Get("/search")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SearchAnswer search(HttpRequest<?> request) {
        return requests.answer(request, criteria -> SearchAnswer.of(search.search(criteria)));
    }
}
