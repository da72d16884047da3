package dev.skytrove.export;

import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.SearchRequests;
import dev.skytrove.query.PostExport;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.SearchMeta;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.RequestEnd;
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
import jakarta.inject.Named;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Answers exports: the search is done before the first byte is sent, so what can fail has a status of its own. */
@Controller
final class ExportController {
    static final int DEFAULT_LIMIT = 50;

    /** The parameter that asks for one. */
    private static final String BYTE_ORDER_MARK = "bom";

    private static final String NEXT_CURSOR = "X-Next-Cursor";
    private static final String TOTAL = "X-Total-Count";
    private static final String COMPLETE = "X-Complete";
    private static final String UNREADABLE_FILES = "X-Unreadable-Files";

    private final SearchRequests requests;
    private final PostSearch search;
    private final RequestEnd end;
    private final ExecutorService blocking;

    ExportController(
            ExportConfig config,
            SearchRequests.Factory requests,
            PostSearch search,
            RequestEnd end,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.requests = requests.of(
                DEFAULT_LIMIT, config.maxLimit(), BYTE_ORDER_MARK, Format.PARAMETER, PostFields.PARAMETER);
        this.search = search;
        this.end = end;
        this.blocking = blocking;
    }

    /** The posts that the request's parameters ask for, newest first, as fast as the client reads them. */
    @Get(value = "/export", headRoute = false)
    @Produces({MediaType.TEXT_CSV, Format.NDJSON})
    CompletableFuture<HttpResponse<InputStream>> export(HttpRequest<?> request) {
        boolean mark = requests.flag(request, BYTE_ORDER_MARK);
        PostFields fields = requests.fields(request);
        Format format = format(request);
        return open(request).thenApply(export -> {
            // Micronaut itself closes a body that it has begun to send, but not one whose client left before.
            end.then(request, () -> blocking.execute(export::close));
            InputStream body = new PostStream(export, format, fields, mark);
            return describe(HttpResponse.ok(body), request, format, export);
        });
    }

    /** The headers of the same, so also whether there is more. */
    @Head("/export")
    @Produces({MediaType.TEXT_CSV, Format.NDJSON})
    CompletableFuture<HttpResponse<?>> head(HttpRequest<?> request) {
        requests.flag(request, BYTE_ORDER_MARK);
        requests.fields(request);
        Format format = format(request);
        return open(request).thenApply(export -> {
            try (export) {
                return describe(HttpResponse.ok(), request, format, export);
            }
        });
    }

    private static Format format(HttpRequest<?> request) {
        try {
            return Format.of(request.getParameters().getAll(Format.PARAMETER), request.accept());
        } catch (InvalidParameterException e) {
            throw new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
        }
    }

    private CompletableFuture<PostExport> open(HttpRequest<?> request) {
        return requests.answer(request, search::exportLater);
    }

    private static <T> HttpResponse<T> describe(
            MutableHttpResponse<T> response, HttpRequest<?> request, Format format, PostExport export) {
        response.contentType(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + format.fileName() + "\"")
                .header(COMPLETE, String.valueOf(export.meta().isComplete()));
        if (!export.meta().isComplete()) {
            List<String> named = export.meta().unreadable().stream().limit(SearchMeta.MOST_NAMED).toList();
            response.header(UNREADABLE_FILES, String.join(", ", named));
        }
        export.total().ifPresent(total -> response.header(TOTAL, String.valueOf(total)));
        export.cursor().ifPresent(cursor -> response.header(NEXT_CURSOR, cursor)
                .header(HttpHeaders.LINK, "<" + continued(request, cursor) + ">; rel=\"next\""));
        return response;
    }

    private static String continued(HttpRequest<?> request, String cursor) {
        return UriBuilder.of(request.getUri()).replaceQueryParam("cursor", cursor).build().toString();
    }
}
