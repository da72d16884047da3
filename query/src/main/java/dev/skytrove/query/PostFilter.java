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
 * @param sql over the columns of posts, but for their text
 * @param parameters of {@code sql}, in order
 * @param needles each occurs in the folded text; none for any text
 */
record PostFilter(String sql, List<Object> parameters, List<String> needles) {
    /** Which of the parameters is the earliest {@code sort_at}. */
    private static final int START = 0;

    private static final String TIME = "sort_at >= ? AND sort_at < ?";

    /** The first comparison says nothing new; it lets whole row groups be skipped. */
    private static final String BEHIND = " AND sort_at <= ? AND (sort_at < ? OR uri > ?)";

    private static final String AUTHOR = " AND author_did = ?";

    /** {@code %} and {@code _} mean nothing to {@code contains}. */
    private static final String FOLDED = " AND contains(text_folded, ?)";

    /** Files of older versions have no folded texts, others none of very long ones. */
    private static final String NOT_FOLDED = " AND text_folded IS NULL";

    private static final String LOWERED = " AND contains(lower(text), ?)";

    /** For a needle with an apostrophe, which is folded. */
    private static final String LOWERED_WITH_APOSTROPHES = " AND contains(replace(lower(text), '’', ''''), ?)";

    /**
     * A condition on rows.
     *
     * @param sql over the columns of posts
     * @param parameters of {@code sql}, in order
     */
    record Part(String sql, List<Object> parameters) {}

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
        return new PostFilter(sql.toString(), List.copyOf(parameters), criteria.needles());
    }

    /**
     * Conditions of which every row of the posts asked for meets one, and no other row any. No comparison has two
     * columns: DuckDB would read all columns of all rows for it, which takes two to three times as long. Where all texts
     * are stored folded, the statistics rule out the second part, and where none is, the first.
     */
    List<Part> parts() {
        if (needles.isEmpty()) {
            return List.of(new Part(sql, parameters));
        }
        StringBuilder folded = new StringBuilder(sql);
        StringBuilder lowered = new StringBuilder(sql).append(NOT_FOLDED);
        for (String needle : needles) {
            folded.append(FOLDED);
            lowered.append(needle.contains("'") ? LOWERED_WITH_APOSTROPHES : LOWERED);
        }
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(needles);
        return List.of(new Part(folded.toString(), all), new Part(lowered.toString(), all));
    }

    /** Those of them whose {@code sort_at} is {@code start} or later; no earlier than this filter's own start. */
    PostFilter since(Instant start) {
        List<Object> narrowed = new ArrayList<>(parameters);
        narrowed.set(START, start);
        return new PostFilter(sql, List.copyOf(narrowed), needles);
    }
}
