package dev.skytrove.functions;

import dev.skytrove.lake.OverlappingFilesException;
import dev.skytrove.query.Cancellation;
import dev.skytrove.query.OverloadedException;
import dev.skytrove.query.UnreadableFilesException;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.Clients;
import dev.skytrove.runtime.http.ProblemException;
import dev.skytrove.runtime.http.RequestEnd;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
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

/** Turns requests into searches, and what goes wrong with these into problems for the caller. Never blocks. */
public final class SearchRequests {
    private static final Logger log = LoggerFactory.getLogger(SearchRequests.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CriteriaParser parser;
    private final Clients clients;
    private final RequestEnd end;

    private SearchRequests(CriteriaParser parser, Clients clients, RequestEnd end) {
        this.parser = parser;
        this.clients = clients;
        this.end = end;
    }

    /** What makes them. */
    @Singleton
    public static final class Factory {
        private final Clients clients;
        private final RequestEnd end;
        private final Clock clock;

        Factory(Clients clients, RequestEnd end, Clock clock) {
            this.clients = clients;
            this.end = end;
            this.clock = clock;
        }

        /**
         * Requests of a function.
         *
         * @param defaultLimit the limit of a request that names none
         * @param maximumLimit the largest limit that a request may name
         * @param others further parameters that a request may have; see {@link #flag}
         */
        public SearchRequests of(int defaultLimit, int maximumLimit, String... others) {
            return new SearchRequests(
                    CriteriaParser.ofPages(clock, defaultLimit, maximumLimit, others), clients, end);
        }

        /**
         * Requests of a function about all posts that the filters find, which have no {@code limit}, {@code cursor}, {@code
         * sort} and {@code count}.
         *
         * @param others further parameters that a request may have; see {@link #parameters}
         */
        public SearchRequests ofFilters(String... others) {
            return new SearchRequests(CriteriaParser.ofFilters(clock, others), clients, end);
        }
    }

    /**
     * Whether a parameter of a request is there and true.
     *
     * @throws ProblemException if it is neither true nor false
     */
    public boolean flag(HttpRequest<?> request, String name) {
        try {
            return CriteriaParser.flag(parameters(request), name);
        } catch (InvalidParameterException e) {
            throw new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
        }
    }

    /**
     * The fields of posts that a request asks for: {@value PostFields#PARAMETER}, which must be known to it.
     *
     * @throws ProblemException if there is no such field
     */
    public PostFields fields(HttpRequest<?> request) {
        try {
            return PostFields.of(parameters(request));
        } catch (InvalidParameterException e) {
            throw new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
        }
    }

    /**
     * Carries out what a request asks for. When the request is over, also because its client has left, the search is
     * cancelled.
     *
     * @param search begins the search with its criteria
     * @return what {@code search} has in the end; fails with a {@link ProblemException} if a parameter is wrong, or the
     *     search was refused or stopped
     * @throws ProblemException if too many requests of the client are under way
     */
    public <T> CompletableFuture<T> answer(
            HttpRequest<?> request, BiFunction<SearchCriteria, Cancellation, CompletableFuture<T>> search) {
        Runnable leave = clients.enter(request);
        end.then(request, leave);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            SearchCriteria criteria = parser.parse(parameters(request));
            var _ = search.apply(criteria, cancellation).whenComplete((found, failure) -> {
                if (failure == null) {
                    answer.complete(found);
                } else {
                    answer.completeExceptionally(problem(failure));
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(problem(e));
        }
        end.then(request, cancellation::cancel);
        return answer;
    }

    private static Throwable problem(Throwable failure) {
        return switch (failure) {
            case InvalidParameterException e -> new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
            case OverloadedException _ ->
                new dev.skytrove.runtime.http.OverloadedException("too many searches run and wait already", RETRY_AFTER);
            case QueryStoppedException e -> stopped(e.reason());
            case UnreadableFilesException e -> new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
            case OverlappingFilesException e -> {
                log.error(e.getMessage());
                yield new ProblemException(HttpStatus.INTERNAL_SERVER_ERROR, e.getMessage());
            }
            case CompletionException e when e.getCause() != null -> problem(e.getCause());
            default -> failure;
        };
    }

    /** The values of a request's parameters, decoded. */
    public static Map<String, List<String>> parameters(HttpRequest<?> request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        return parameters;
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
