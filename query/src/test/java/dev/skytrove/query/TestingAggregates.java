package dev.skytrove.query;

import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests of counts need of searches. */
public final class TestingAggregates {
    private TestingAggregates() {}

    /** A search with settings that suit tests. */
    public static PostSearch open(Path storage, Path cache) {
        return TestingSearch.open(storage, cache);
    }

    /** The filters among the parameters of a request for counts. */
    public static SearchCriteria filters(Map<String, List<String>> parameters) {
        Map<String, List<String>> filters = new LinkedHashMap<>(parameters);
        filters.keySet().removeAll(List.of("by", "measures", "top", "min_count"));
        return CriteriaParser.ofFilters(Clock.systemUTC()).parse(filters);
    }
}
