package dev.skytrove.query;

import dev.skytrove.lake.Table;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The posts found so far, in a temporary table. They arrive in rounds; a round's posts all lie behind those of the
 * round before.
 */
final class Matches {
    /** What is read of a post, in the order of {@link PostRows}. */
    static final String COLUMNS = "uri, author_did, rkey, cid, rev, operation, text, created_at, indexed_at, sort_at, langs,"
            + " reply_root_uri, reply_parent_uri, quote_uri, embed_type, image_count, has_video, link_uris, hashtags,"
            + " mention_dids, self_labels";

    private static final String CREATE = """
            CREATE TEMP TABLE matches (
                uri VARCHAR, author_did VARCHAR, rkey VARCHAR, cid VARCHAR, rev VARCHAR, operation VARCHAR,
                text VARCHAR, created_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, sort_at TIMESTAMPTZ, langs VARCHAR[],
                reply_root_uri VARCHAR, reply_parent_uri VARCHAR, quote_uri VARCHAR, embed_type VARCHAR,
                image_count INTEGER, has_video BOOLEAN, link_uris VARCHAR[], hashtags VARCHAR[],
                mention_dids VARCHAR[], self_labels VARCHAR[], round INTEGER)""";

    /** Newer files may have columns that older ones lack (I7). */
    static final String PARQUET = "read_parquet(?, hive_partitioning = false, union_by_name = true)";

    private static final String POSTS = LakeSql.rows(Table.POSTS);

    /** Up to so many posts are the first in order of what is read; more are all that is read. */
    private static final int SMALL_RESULT = 4096;

    /** Versions of a post may share their place: where a cut falls between them, the one that counts is kept. */
    private static final String NEWEST_FIRST = " ORDER BY sort_at DESC, uri, rev DESC, indexed_at DESC";

    /** Which rows are in a {@link Span}. */
    static final String IN_SPAN = "round = ? AND sort_at >= ? AND sort_at < ?";

    private final Session session;
    private final Thrift thrift;

    /**
     * A part of the posts found.
     *
     * @param round that found them
     * @param start the earliest {@code sort_at}
     * @param end the first {@code sort_at} after them
     */
    record Span(int round, Instant start, Instant end) {
        /** All of a round. */
        static Span of(int round) {
            return new Span(round, TimeRange.ALL.start(), TimeRange.ALL.end());
        }

        /** What is left of it before a later part. */
        Span before(Span later) {
            return new Span(round, start, later.start);
        }

        boolean isEmpty() {
            return !start.isBefore(end);
        }
    }

    private Matches(Session session, Thrift thrift) {
        this.session = session;
        this.thrift = thrift;
    }

    /** An empty table. */
    static Matches create(Session session, Thrift thrift) {
        session.update(CREATE);
        return new Matches(session, thrift);
    }

    /** Forgets all posts. Deleted rows would keep their memory. */
    void clear() {
        session.update("DROP TABLE matches");
        session.update(CREATE);
    }

    /**
     * Adds posts of files that pass a filter.
     *
     * @param most how many of them at most, the first in order; a great number means all of them, since choosing would
     *     cost more memory than keeping
     * @return how many were added
     */
    long add(int round, List<String> paths, PostFilter filter, int most) {
        List<Object> parameters = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (PostFilter.Part part : filter.parts()) {
            parts.add("SELECT " + COLUMNS + ", ?::INTEGER AS round FROM " + POSTS + " WHERE " + part.sql());
            parameters.add(round);
            parameters.add(paths);
            parameters.addAll(part.parameters());
        }
        String sql = "INSERT INTO matches SELECT * FROM (" + String.join(" UNION ALL ", parts) + ")";
        if (isSmall(most)) {
            sql += NEWEST_FIRST + " LIMIT ?";
            parameters.add(most);
        }
        return session.update(sql, parameters.toArray());
    }

    /** How many posts of a round have a {@code sort_at} of {@code start} or later. */
    int countSince(int round, Instant start) {
        return count("SELECT count(*) FROM matches WHERE round = ? AND sort_at >= ?", round, start);
    }

    /**
     * The {@code sort_at} of a round's {@code most}-th post; empty if it has fewer, or {@code most} is a great number.
     *
     * @param most as given to {@link #add}: an earlier post is then not among the first in order
     */
    Optional<Instant> last(int round, int most) {
        if (!isSmall(most)) {
            return Optional.empty();
        }
        String sql = "SELECT sort_at FROM matches WHERE round = ?" + NEWEST_FIRST + " LIMIT 1 OFFSET ?";
        return session.list(sql, row -> instant(row, 1), round, most - 1).stream().findFirst();
    }

    /** A part of a span: the newest {@code most} of its posts, and more only where they share a {@code sort_at}. */
    Span newest(Span span, int most) {
        String sql = "SELECT sort_at FROM matches WHERE " + IN_SPAN + " ORDER BY sort_at DESC LIMIT 1 OFFSET ?";
        Instant start = session
                .list(sql, row -> instant(row, 1), span.round, span.start, span.end, most - 1)
                .stream()
                .findFirst()
                .orElse(span.start);
        return new Span(span.round, start, span.end);
    }

    /** How many posts there are. */
    int count() {
        return count("SELECT count(*) FROM matches");
    }

    /**
     * Ends a round of which all posts from {@code start} on were found: forgets those that may have gaps between them.
     *
     * @param most as given to {@link #add}
     * @return where the next round starts
     */
    Position cut(int round, Instant start, int most) {
        if (isSmall(most)) {
            return cut(round, most);
        }
        session.update("DELETE FROM matches WHERE round = ? AND sort_at < ?", round, start);
        return Position.behind(start);
    }

    /**
     * Ends a round that has seen all files.
     *
     * @param most as given to {@link #add}
     * @return where the next round starts; empty if there is nothing more to find
     */
    Optional<Position> cutLast(int round, int most) {
        boolean all = !isSmall(most) || countSince(round, TimeRange.ALL.start()) < most;
        return all ? Optional.empty() : Optional.of(cut(round, most));
    }

    /** The oldest {@code indexed_at} of a span's posts; empty if it has none. */
    Optional<Instant> oldestIndexedAt(Span span) {
        String sql = "SELECT min(indexed_at) FROM matches WHERE " + IN_SPAN + " HAVING count(*) > 0";
        return session.list(sql, row -> instant(row, 1), span.round, span.start, span.end).stream().findFirst();
    }

    private boolean isSmall(int most) {
        return thrift == Thrift.USUAL && most <= SMALL_RESULT;
    }

    private Position cut(int round, int most) {
        session.update(
                "DELETE FROM matches WHERE round = ? AND rowid NOT IN (SELECT rowid FROM matches WHERE round = ?"
                        + NEWEST_FIRST + " LIMIT ?)",
                round, round, most);
        String last = "SELECT sort_at, uri FROM matches WHERE round = ? ORDER BY sort_at, uri DESC LIMIT 1";
        return session.list(last, row -> new Position(instant(row, 1), row.getString(2)), round)
                .getFirst();
    }

    private int count(String sql, Object... parameters) {
        return session.list(sql, row -> row.getInt(1), parameters).getFirst();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
