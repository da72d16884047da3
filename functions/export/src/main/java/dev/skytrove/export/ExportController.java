package dev.skytrove.export;

import dev.skytrove.functions.SearchRequests;
import dev.skytrove.query.Cancellation;
import dev.skytrove.query.PostExport;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.criteria.Position;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Answers exports: the search is done before the first byte is sent, so what can fail has a status of its own. */
@Controller
final class ExportController {
    static final int DEFAULT_LIMIT = 50;

    private static final String NEXT_CURSOR = "X-Next-Cursor";
    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    private final SearchRequests requests;
    private final PostSearch search;

    ExportController(ExportConfig config, PostSearch search) {
        this.requests = new SearchRequests(DEFAULT_LIMIT, config.maxLimit());
        this.search = search;
    }

    /** The posts that the request's parameters ask for, newest first, as fast as the client reads them. */
    @Get("/export")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<StreamedFile> export(HttpRequest<?> request) {
        PostExport export = requests.answer(request, criteria -> search.export(criteria, new Cancellation()));
        MutableHttpResponse<StreamedFile> response =
                HttpResponse.ok(new StreamedFile(new CsvStream(export), CSV).attach("skytrove-export.csv"));
        export.next().ifPresent(next -> announce(response, request, next));
        return response;
    }

    private static void announce(MutableHttpResponse<?> response, HttpRequest<?> request, Position next) {
        String cursor = next.encode();
        String url = UriBuilder.of(request.getUri()).replaceQueryParam("cursor", cursor).build().toString();
        response.header(NEXT_CURSOR, cursor).header(HttpHeaders.LINK, "<" + url + ">; rel=\"next\"");
    }
}
