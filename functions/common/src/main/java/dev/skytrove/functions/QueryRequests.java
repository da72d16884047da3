package dev.skytrove.functions;

import dev.skytrove.lake.OverlappingFilesException;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.admission.OverloadedException;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.files.MissingFileException;
import dev.skytrove.query.files.SnapshotMismatchException;
import dev.skytrove.query.files.UnreadableSnapshotException;
import dev.skytrove.query.handles.UnknownHandleException;
import dev.skytrove.query.read.UnreadableFilesException;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.ClientLeftException;
import dev.skytrove.runtime.http.Clients;
import dev.skytrove.runtime.http.ProblemException;
import dev.skytrove.runtime.http.RequestEnd;
import dev.skytrove.runtime.http.RetryLaterException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what requests ask of the lake, and turns what goes wrong into problems for the caller. Never blocks. */
@Singleton
public final class QueryRequests {
    private static final Logger log = LoggerFactory.getLogger(QueryRequests.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Clients clients;
    private final RequestEnd end;

    QueryRequests(Clients clients, RequestEnd end) {
        this.clients = clients;
        this.end = end;
    }

    /**
     * Carries out what a request asks for. When the request is over, also because its client has left, the query is
     * cancelled.
     *
     * @param query reads the request's parameters, and begins the query
     * @return what {@code query} has in the end; fails with a {@link ProblemException} if a parameter is wrong, or the
     *     query was refused or stopped
     * @throws ProblemException if too many requests of the client are under way
     */
    public <T> CompletableFuture<T> answer(
            HttpRequest<?> request, BiFunction<Map<String, List<String>>, Cancellation, CompletableFuture<T>> query) {
        Runnable leave = clients.enter(request);
        end.then(request, leave);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            var _ = query.apply(parameters(request), cancellation).whenComplete((found, failure) -> {
                if (failure == null) {
                    answer.complete(found);
                } else {
                    fail(answer, failure, cancellation);
                }
            });
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(problem(e));
        }
        end.then(request, cancellation::cancel);
        return answer;
    }

    /** Nobody hears what is thrown here, and a request without an answer would wait for ever. */
    private static void fail(CompletableFuture<?> answer, Throwable failure, Cancellation cancellation) {
        try {
            // Whatever it fails for then, it has been told to end.
            answer.completeExceptionally(cancellation.isCancelled() ? new ClientLeftException() : problem(failure));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** The values of each parameter of a request, decoded, in order. */
    public static Map<String, List<String>> parameters(HttpRequest<?> request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        return parameters;
    }

    private static Throwable problem(Throwable failure) {
        return switch (failure) {
            case InvalidParameterException e -> new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
            case OverloadedException _ -> new RetryLaterException("too many searches run and wait already", RETRY_AFTER);
            case QueryStoppedException e -> stopped(e.reason());
            case UnknownHandleException e -> new ProblemException(HttpStatus.NOT_FOUND, e.getMessage());
            case UnreadableFilesException e -> new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
            case UnreadableSnapshotException e -> unavailable(e, e.getCause().getMessage());
            case SnapshotMismatchException e -> unavailable(e, e.getMessage());
            case MissingFileException e -> unavailable(e, e.getMessage());
            case OverlappingFilesException e -> {
                log.error(e.getMessage());
                yield new ProblemException(HttpStatus.INTERNAL_SERVER_ERROR, e.getMessage());
            }
            case CompletionException e when e.getCause() != null -> problem(e.getCause());
            default -> failure;
        };
    }

    /** @param reason for who keeps the lake, in the log */
    private static ProblemException unavailable(StorageException failure, String reason) {
        log.warn("a search is answered with 503: {}", reason);
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
    }

    private static ProblemException stopped(QueryStoppedException.Reason reason) {
        String detail = switch (reason) {
            case TIMEOUT -> "the search took too long, or the lake's storage to answer;"
                    + " ask for less time between start and end, or for rarer words";
            case OUT_OF_MEMORY -> "the search needs too much memory; ask for less time between start and end";
            case CANCELLED -> "the search was cancelled";
            case BROKEN -> "the database failed; try again";
        };
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail);
    }
}
