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
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;

/** Answers exports: the search is done before the first byte is sent, so what can fail has a status of its own. */
@Controller
final class ExportController {
    static final int DEFAULT_LIMIT = 50;

    /** The parameter that asks for one. */
    private static final String BYTE_ORDER_MARK = "bom";

    private static final String NEXT_CURSOR = "X-Next-Cursor";
    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    private final SearchRequests requests;
    private final PostSearch search;

    ExportController(ExportConfig config, PostSearch search) {
        this.requests = new SearchRequests(DEFAULT_LIMIT, config.maxLimit(), BYTE_ORDER_MARK);
        this.search = search;
    }

    /** The posts that the request's parameters ask for, newest first, as fast as the client reads them. */
    @Get(value = "/export", headRoute = false)
    @Produces(MediaType.TEXT_CSV)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<InputStream> export(HttpRequest<?> request) {
        boolean mark = requests.flag(request, BYTE_ORDER_MARK);
        PostExport export = open(request);
        ExportEnd.await(request, export);
        return describe(HttpResponse.<InputStream>ok(new CsvStream(export, mark)), request, export);
    }

    /** The headers of the same, so also whether there is more. */
    @Head("/export")
    @Produces(MediaType.TEXT_CSV)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> head(HttpRequest<?> request) {
        requests.flag(request, BYTE_ORDER_MARK);
        try (PostExport export = open(request)) {
            return describe(HttpResponse.ok(), request, export);
        }
    }

    private PostExport open(HttpRequest<?> request) {
        return requests.answer(request, criteria -> search.export(criteria, new Cancellation()));
    }

    private static <T> HttpResponse<T> describe(
            MutableHttpResponse<T> response, HttpRequest<?> request, PostExport export) {
        response.contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"skytrove-export.csv\"");
        export.next().map(Position::encode).ifPresent(cursor -> response.header(NEXT_CURSOR, cursor)
                .header(HttpHeaders.LINK, "<" + continued(request, cursor) + ">; rel=\"next\""));
        return response;
    }

    private static String continued(HttpRequest<?> request, String cursor) {
        return UriBuilder.of(request.getUri()).replaceQueryParam("cursor", cursor).build().toString();
    }
}
