package dev.skytrove.export;

import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.QueryRequests;
import dev.skytrove.functions.SearchRequests;
import dev.skytrove.functions.openapi.Filters;
import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Range;
import dev.skytrove.functions.openapi.Sorting;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.page.PostExport;
import dev.skytrove.query.read.SearchMeta;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.Problem;
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
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Answers exports: the search is done before the first byte is sent, so what can fail has a status of its own. */
@Controller
final class ExportController {
    static final int DEFAULT_LIMIT = 50;

    /** The parameter that asks for one. */
    private static final String BYTE_ORDER_MARK = "bom";

    /** The parameter that asks how large an export is. */
    private static final String ESTIMATE = "estimate";

    /** The parameter that asks where an export comes from. */
    private static final String PROVENANCE = "provenance";

    static final String NEXT_CURSOR = "X-Next-Cursor";
    static final String TOTAL = "X-Total-Count";
    static final String COMPLETE = "X-Complete";
    static final String UNREADABLE_FILES = "X-Unreadable-Files";
    static final String REMOVED = "X-Snapshot-Removed";

    private final SearchRequests requests;
    private final PostSearch search;
    private final ExportDescriptions descriptions;
    private final RequestEnd end;
    private final ExecutorService blocking;

    ExportController(
            ExportConfig config,
            SearchRequests.Factory requests,
            PostSearch search,
            ExportDescriptions descriptions,
            RequestEnd end,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.requests = requests.of(
                DEFAULT_LIMIT,
                config.maxLimit(),
                BYTE_ORDER_MARK,
                Format.PARAMETER,
                PostFields.PARAMETER,
                ESTIMATE,
                PROVENANCE);
        this.search = search;
        this.descriptions = descriptions;
        this.end = end;
        this.blocking = blocking;
    }

    /**
     * The posts that the request's parameters ask for, as fast as the client reads them; or, of {@code estimate} and {@code
     * provenance}, JSON about them.
     */
    @Get(value = "/export", headRoute = false)
    @Produces({MediaType.TEXT_CSV, Format.NDJSON, Format.APACHE_PARQUET, Format.ARROW_STREAM, MediaType.APPLICATION_JSON})
    @Operation(operationId = "export", summary = "All posts that are found, as a file.")
    @Filters
    @Range
    @Sorting
    @ExportParameters
    @ExportAnswers
    @ApiResponse(
            responseCode = "406",
            description = Problems.DESCRIPTION,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
    @Problems
    CompletableFuture<HttpResponse<InputStream>> export(HttpRequest<?> request) {
        Wanted wanted = wanted(request);
        if (wanted.describes()) {
            return description(request, wanted).thenApply(json -> json.body(new ByteArrayInputStream(json.body())));
        }
        return open(request, wanted).thenApply(opened -> {
            try {
                return sent(request, wanted, opened);
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        });
    }

    private HttpResponse<InputStream> sent(HttpRequest<?> request, Wanted wanted, Opened opened) {
        // As it is where as many are compressed as may be: every client takes that.
        Optional<InputStream> packed = wanted.zstd ? ZstdStream.of(opened.body) : Optional.empty();
        Opened sent = new Opened(opened.export, packed.orElse(opened.body));
        // Micronaut itself closes a body that it has begun to send, but not one whose client left before.
        end.then(request, () -> blocking.execute(sent::close));
        MutableHttpResponse<InputStream> response = HttpResponse.ok(sent.body);
        if (packed.isPresent()) {
            response.header(HttpHeaders.CONTENT_ENCODING, "zstd");
        }
        return describe(response, request, wanted.format, opened.export);
    }

    /** The headers of the same, so also whether there is more. */
    @Head("/export")
    @Hidden
    @Produces({MediaType.TEXT_CSV, Format.NDJSON, Format.APACHE_PARQUET, Format.ARROW_STREAM, MediaType.APPLICATION_JSON})
    CompletableFuture<HttpResponse<?>> head(HttpRequest<?> request) {
        Wanted wanted = wanted(request);
        if (wanted.describes()) {
            return description(request, wanted).thenApply(json -> {
                int length = json.body().length;
                return json.body(null).contentLength(length);
            });
        }
        return requests.answer(request, (criteria, cancellation) ->
                search.exportLater(wanted.fields.of(criteria), cancellation)).thenApply(export -> {
            try (export) {
                return describe(HttpResponse.ok(), request, wanted.format, export);
            }
        });
    }

    /**
     * How a request wants its posts.
     *
     * @param mark whether with a byte order mark
     * @param estimate whether only to be told how large it would be
     * @param provenance whether only to be told where it comes from
     * @param zstd whether compressed by zstd
     */
    private record Wanted(
            Format format, PostFields fields, boolean mark, boolean estimate, boolean provenance, boolean zstd) {
        boolean describes() {
            return estimate || provenance;
        }
    }

    /** An export, and what is sent of it. */
    private record Opened(PostExport export, InputStream body) {
        void close() {
            try (export) {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Wanted wanted(HttpRequest<?> request) {
        boolean estimate = requests.flag(request, ESTIMATE);
        boolean provenance = requests.flag(request, PROVENANCE);
        if (estimate && provenance) {
            throw new BadParameterException(PROVENANCE, "estimate and provenance are both asked for", "one of them");
        }
        boolean mark = requests.flag(request, BYTE_ORDER_MARK);
        PostFields fields = requests.fields(request);
        // What describes an export takes any type of it.
        Collection<MediaType> accepted = estimate || provenance ? List.of() : request.accept();
        Format format = format(request, accepted);
        boolean zstd = !format.isFile() && ContentCoding.isZstd(request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING));
        return new Wanted(format, fields, mark, estimate, provenance, zstd);
    }

    private CompletableFuture<MutableHttpResponse<byte[]>> description(HttpRequest<?> request, Wanted wanted) {
        if (wanted.estimate) {
            return requests.answer(request, (criteria, cancellation) ->
                            descriptions.estimate(criteria, cancellation, wanted.format, wanted.fields))
                    .thenApply(json -> HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE));
        }
        return requests.answer(request, (criteria, cancellation) -> descriptions.provenance(
                        criteria, cancellation, QueryRequests.parameters(request), PROVENANCE))
                .thenApply(json -> HttpResponse.ok(json)
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"skytrove-export.json\""));
    }

    private CompletableFuture<Opened> open(HttpRequest<?> request, Wanted wanted) {
        return requests.answer(request, (criteria, cancellation) -> {
            CompletableFuture<PostExport> export = search.exportLater(wanted.fields.of(criteria), cancellation);
            return wanted.format.isFile()
                    // Not on the thread of a query: it may have to wait for others.
                    ? export.thenApplyAsync(found -> opened(found, file(found, wanted)), blocking)
                    : export.thenApply(found -> opened(found, () ->
                            new PostStream(found, wanted.format.encoder(wanted.fields, wanted.mark))));
        });
    }

    private static Supplier<InputStream> file(PostExport export, Wanted wanted) {
        return () -> new FileStream(export, export.parquet(wanted.fields.list()));
    }

    /** What has no body would stay open until its time is over. */
    private static Opened opened(PostExport export, Supplier<InputStream> body) {
        try {
            return new Opened(export, body.get());
        } catch (RuntimeException | Error e) {
            export.close();
            throw e;
        }
    }

    private static Format format(HttpRequest<?> request, Collection<MediaType> accepted) {
        try {
            return Format.of(request.getParameters().getAll(Format.PARAMETER), accepted);
        } catch (InvalidParameterException e) {
            throw new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
        }
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
        export.meta().snapshot().ifPresent(read -> response.header(REMOVED, String.valueOf(read.removed())));
        export.total().ifPresent(total -> response.header(TOTAL, String.valueOf(total)));
        export.cursor().ifPresent(cursor -> response.header(NEXT_CURSOR, cursor)
                .header(HttpHeaders.LINK, "<" + continued(request, cursor) + ">; rel=\"next\""));
        return response;
    }

    private static String continued(HttpRequest<?> request, String cursor) {
        return UriBuilder.of(request.getUri()).replaceQueryParam("cursor", cursor).build().toString();
    }
}
