package dev.skytrove.functions;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.coverage.Coverage;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is certified of the hours that a request is about, if it asks for that. */
public final class HourCoverage {
    /** The parameter that does. */
    public static final String PARAMETER = "coverage";

    private HourCoverage() {}

    /**
     * Looks at the certificates.
     *
     * @param parameters of the request
     * @return empty if it does not ask
     * @throws dev.skytrove.query.criteria.InvalidParameterException if the parameter is neither true nor false
     */
    public static CompletableFuture<Optional<Coverage>> of(
            PostSearch search, SearchCriteria criteria, Cancellation cancellation, Map<String, List<String>> parameters) {
        return CriteriaParser.flag(parameters, PARAMETER)
                ? search.coverage(criteria.range(), cancellation).thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
    }
}
