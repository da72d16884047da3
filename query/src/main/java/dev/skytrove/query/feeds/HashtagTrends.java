package dev.skytrove.query.feeds;

import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hashtags are used by more accounts than before, from the table {@code found}. The time before is seven spans long,
 * and their average counts. An account counts once in each span, whatever it posts.
 *
 * <p>Tags are compared in lower case. One of more than 640 bytes, which the network does not allow, is left out.
 */
final class HashtagTrends {
    private static final int SPANS_BEFORE = 7;
    private static final long MICROS = 1_000_000;

    private static final String SQL = """
            WITH tags AS (SELECT uri, author_did, sort_at, unnest(hashtags) AS tag FROM found),
            used AS (SELECT DISTINCT uri, author_did, lower(tag) AS tag,
                    ((epoch_us(?::TIMESTAMPTZ) - epoch_us(sort_at) - 1) // ?::BIGINT)::INTEGER AS span
                FROM tags WHERE strlen(tag) BETWEEN 1 AND 640),
            spans AS (SELECT tag, span, count(DISTINCT author_did) AS authors, count(*) AS posts FROM used GROUP BY tag, span),
            totals AS (SELECT tag,
                    coalesce(max(authors) FILTER (WHERE span = 0), 0) AS authors,
                    coalesce(max(posts) FILTER (WHERE span = 0), 0) AS posts,
                    coalesce(sum(authors) FILTER (WHERE span BETWEEN 1 AND ?::INTEGER), 0) / ?::DOUBLE AS before
                FROM spans GROUP BY tag)
            SELECT tag, authors, posts, round(before, 2), round(authors / (before + ?::INTEGER), 2)
            FROM totals WHERE authors >= ? AND authors > before
            ORDER BY authors / (before + ?::INTEGER) DESC, authors DESC, tag LIMIT ?
            """;

    private HashtagTrends() {}

    /** The time of the posts that it needs. */
    static TimeRange range(Instant end, Duration span) {
        return new TimeRange(end.minus(span.multipliedBy(SPANS_BEFORE + 1L)), end);
    }

    static List<Map<String, Object>> list(Session session, Instant end, Duration span, int minAuthors, int limit) {
        // As a text: sessions take no number of that size.
        String micros = Long.toString(span.toSeconds() * MICROS);
        return session.list(
                SQL,
                row -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("hashtag", row.getString(1));
                    line.put("authors", row.getLong(2));
                    line.put("posts", row.getLong(3));
                    line.put("authors_before", row.getDouble(4));
                    line.put("growth", row.getDouble(5));
                    return line;
                },
                end, micros, SPANS_BEFORE, SPANS_BEFORE, minAuthors, minAuthors, minAuthors, limit);
    }
}
