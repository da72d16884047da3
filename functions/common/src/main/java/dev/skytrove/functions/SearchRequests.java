package dev.skytrove.functions;

import dev.skytrove.query.OverloadedException;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.runtime.http.BadParameterException;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns requests into searches, and what goes wrong with these into problems for the caller. */
public final class SearchRequests {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CriteriaParser parser;

    /**
     * @param defaultLimit the limit of a request that names none
     * @param maximumLimit the largest limit that a request may name
     * @param others further parameters that a request may have; see {@link #flag}
     */
    public SearchRequests(int defaultLimit, int maximumLimit, String... others) {
        parser = new CriteriaParser(defaultLimit, maximumLimit, others);
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
            throw problem(e);
        }
    }

    /**
     * Carries out what a request asks for.
     *
     * @param search what to do with its criteria
     * @return what {@code search} returned
     * @throws ProblemException if a parameter is wrong, or the search was refused or stopped
     */
    public <T> T answer(HttpRequest<?> request, Function<SearchCriteria, T> search) {
        try {
            return search.apply(parser.parse(parameters(request)));
        } catch (InvalidParameterException e) {
            throw problem(e);
        } catch (OverloadedException e) {
            throw new dev.skytrove.runtime.http.OverloadedException(
                    "too many searches run and wait already", RETRY_AFTER);
        } catch (QueryStoppedException e) {
            throw stopped(e.reason());
        }
    }

    private static Map<String, List<String>> parameters(HttpRequest<?> request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        return parameters;
    }

    private static ProblemException problem(InvalidParameterException e) {
        return new BadParameterException(e.parameter(), e.getMessage(), e.accepts());
    }

    private static ProblemException stopped(QueryStoppedException.Reason reason) {
        String detail = switch (reason) {
            case TIMEOUT -> "the search took too long; ask for less time between start and end, or for rarer words";
            case OUT_OF_MEMORY -> "the search needs too much memory; ask for less time between start and end";
            case CANCELLED -> "the search was cancelled";
        };
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail);
    }
}
