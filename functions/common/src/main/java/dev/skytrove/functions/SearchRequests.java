package dev.skytrove.functions;

import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Turns requests into searches, and what goes wrong with these into problems for the caller. Never blocks. */
public final class SearchRequests {
    private final CriteriaParser parser;
    private final QueryRequests requests;

    private SearchRequests(CriteriaParser parser, QueryRequests requests) {
        this.parser = parser;
        this.requests = requests;
    }

    /** What makes them. */
    @Singleton
    public static final class Factory {
        private final QueryRequests requests;
        private final Clock clock;
        private final Duration regexRange;

        Factory(QueryRequests requests, Clock clock, RegexConfig regex) {
            this.requests = requests;
            this.clock = clock;
            this.regexRange = regex.range();
        }

        /**
         * Requests of a function.
         *
         * @param defaultLimit the limit of a request that names none
         * @param maximumLimit the largest limit that a request may name
         * @param others further parameters that a request may have; see {@link #flag}
         */
        public SearchRequests of(int defaultLimit, int maximumLimit, String... others) {
            CriteriaParser parser = CriteriaParser.ofPages(clock, defaultLimit, maximumLimit, others);
            return new SearchRequests(parser.withRegex(regexRange), requests);
        }

        /**
         * Requests of a function about all posts that the filters find, which have no {@code limit}, {@code cursor}, {@code
         * sort} and {@code count}.
         *
         * @param others further parameters that a request may have; see {@link QueryRequests#parameters}
         */
        public SearchRequests ofFilters(String... others) {
            return new SearchRequests(CriteriaParser.ofFilters(clock, others).withRegex(regexRange), requests);
        }
    }

    /**
     * Whether a parameter of a request is there and true.
     *
     * @throws ProblemException if it is neither true nor false
     */
    public boolean flag(HttpRequest<?> request, String name) {
        try {
            return CriteriaParser.flag(QueryRequests.parameters(request), name);
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
            return PostFields.of(QueryRequests.parameters(request));
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
        return requests.answer(request, (parameters, cancellation) ->
                search.apply(parser.parse(parameters), cancellation));
    }
}
