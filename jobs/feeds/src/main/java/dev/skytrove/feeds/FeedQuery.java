package dev.skytrove.feeds;

import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The search that a feed of posts asks for. */
final class FeedQuery {
    /** Lines of a feed. */
    static final int MOST = 500;

    /** What the feed says by itself. */
    static final List<String> OWN = List.of("start", "end", "limit", "cursor", "sort", "count");

    private FeedQuery() {}

    /**
     * The search.
     *
     * @param query its parameters, as {@code docs/api.md} has them
     * @throws dev.skytrove.query.criteria.InvalidParameterException if one is wrong
     */
    static SearchCriteria criteria(Map<String, List<String>> query, Instant start, Instant end, int limit) {
        Map<String, List<String>> parameters = new HashMap<>(query);
        parameters.put("start", List.of(start.toString()));
        parameters.put("end", List.of(end.toString()));
        parameters.put("limit", List.of(Integer.toString(limit)));
        return CriteriaParser.ofPages(Clock.fixed(end, ZoneOffset.UTC), 1, MOST).parse(parameters);
    }
}
