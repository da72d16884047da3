package dev.skytrove.query;

import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The condition on rows of posts that criteria make.
 *
 * @param sql over the columns of posts
 * @param parameters of {@code sql}, in order
 */
record PostFilter(String sql, List<Object> parameters) {
    /** Which of the parameters is the earliest {@code sort_at}. */
    private static final int START = 0;

    private static final String TIME = "sort_at >= ? AND sort_at < ?";

    /** The first comparison says nothing new; it lets whole row groups be skipped. */
    private static final String BEHIND = " AND sort_at <= ? AND (sort_at < ? OR uri > ?)";

    private static final String AUTHOR = " AND author_did = ?";

    /** The same function folds both sides; {@code %} and {@code _} mean nothing to {@code contains}. */
    private static final String NEEDLE = " AND contains(lower(text), lower(?))";

    /**
     * The posts of {@code criteria} behind a place.
     *
     * @param did whose posts; empty for everybody's
     */
    static PostFilter of(SearchCriteria criteria, Optional<String> did, Position after) {
        StringBuilder sql = new StringBuilder(TIME).append(BEHIND);
        List<Object> parameters = new ArrayList<>();
        parameters.add(criteria.range().start());
        parameters.add(criteria.range().end());
        parameters.add(after.sortAt());
        parameters.add(after.sortAt());
        parameters.add(after.uri());
        did.ifPresent(author -> {
            sql.append(AUTHOR);
            parameters.add(author);
        });
        for (String needle : criteria.needles()) {
            sql.append(NEEDLE);
            parameters.add(needle);
        }
        return new PostFilter(sql.toString(), List.copyOf(parameters));
    }

    /** Those of them whose {@code sort_at} is {@code start} or later; no earlier than this filter's own start. */
    PostFilter since(Instant start) {
        List<Object> narrowed = new ArrayList<>(parameters);
        narrowed.set(START, start);
        return new PostFilter(sql, List.copyOf(narrowed));
    }
}
