package dev.skytrove.query.feeds;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.dead.HidingRules;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostRows;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The posts that a feed is made of, in the temporary table {@code found}, all of them at once. */
final class FoundPosts {
    /** What tells whether a post may be seen. */
    private static final List<PostField> KEYS = List.of(
            PostField.URI, PostField.AUTHOR_DID, PostField.RKEY, PostField.REV, PostField.INDEXED_AT, PostField.SORT_AT);

    /** These, and what a line has beside. */
    private static final List<PostField> LINE = Stream.concat(KEYS.stream(), PostLine.FIELDS.stream())
            .filter(PostField.columns()::contains)
            .distinct()
            .toList();

    private static final List<PostField> WITH_HANDLE = Stream.concat(LINE.stream(), Stream.of(PostField.HANDLE)).toList();

    /** A post and its likes for each post of the table {@code ranked}. */
    static final String RANKED = """
            SELECT %s, likes
            FROM found JOIN ranked USING (uri) LEFT JOIN (
                SELECT did, CASE WHEN %s THEN NULL ELSE max(name).handle END AS handle FROM authors GROUP BY did) ON did = author_did
            ORDER BY likes DESC, uri LIMIT ?
            """.formatted(PostField.names(WITH_HANDLE), AccountSql.isNobodys("max(name).handle"));

    private static final String HIDDEN =
            "DELETE FROM found WHERE rowid IN (SELECT m.rowid FROM found m JOIN " + LakeSql.PARQUET + " %s ON %s)";

    private static final String DELETED = HIDDEN.formatted("d", HidingRules.BY_DELETE);
    private static final String OUTGROWN = HIDDEN.formatted("o", HidingRules.BY_OVERSIZED);
    private static final String SUPERSEDED = HIDDEN.formatted("p", HidingRules.BY_VERSION);
    private static final String COPIES =
            "DELETE FROM found WHERE rowid NOT IN (SELECT min(rowid) FROM found GROUP BY author_did, rkey)";

    private static final String AUTHORS = """
            CREATE TEMP TABLE authors (did VARCHAR,
                name STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, handle VARCHAR),
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String ADD_AUTHORS = """
            INSERT INTO authors
            SELECT did,
                max({%s, 'handle': handle}) FILTER (WHERE kind = 'identity' AND handle <> ''),
                max({%s, 'hides': %s}) FILTER (WHERE kind = 'account')
            FROM %s WHERE did IN (SELECT author_did FROM found) GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.PLACE, AccountSql.HIDES, LakeSql.PARQUET);

    private static final String GONE = "DELETE FROM found WHERE author_did IN"
            + " (SELECT did FROM authors GROUP BY did HAVING max(status).hides)";

    private final Session session;
    private final LakeReader reader;
    private final List<PostField> columns;

    private FoundPosts(Session session, LakeReader reader, List<PostField> columns) {
        this.session = session;
        this.reader = reader;
        this.columns = columns;
        session.update("CREATE TEMP TABLE found (" + PostField.declared(columns) + ")");
    }

    /** Posts with all that a line of a feed has. */
    static FoundPosts ofFeed(Session session, LakeReader reader) {
        return new FoundPosts(session, reader, LINE);
    }

    /** Posts with their hashtags. */
    static FoundPosts withHashtags(Session session, LakeReader reader) {
        return new FoundPosts(session, reader, Stream.concat(KEYS.stream(), Stream.of(PostField.HASHTAGS)).toList());
    }

    /**
     * Adds the posts of a span of time.
     *
     * @param condition on columns of posts; nothing in it is what a stranger wrote
     */
    void add(FilePlan plan, TimeRange range, String condition) {
        String names = PostField.names(columns);
        String rows = LakeSql.namesAdded(Table.POSTS, names) ? LakeSql.rows(Table.POSTS) : LakeSql.PARQUET;
        String sql = "INSERT INTO found SELECT " + names + " FROM " + rows
                + " WHERE sort_at >= ? AND sort_at < ? AND " + condition;
        plan.posts(range.start(), range.end()).values().forEach(
                files -> reader.read(files, paths -> session.update(sql, paths, range.start(), range.end())));
    }

    /** Leaves only those that may be seen, each once (I4). */
    void removeHidden(FilePlan plan, AccountReader accounts, Instant start) {
        HourKey hour = HourKey.of(start);
        reader.read(plan.deletes(hour), paths -> session.update(DELETED, paths));
        reader.read(plan.oversized(hour), paths -> session.update(OUTGROWN, paths));
        reader.read(plan.superseding(hour), paths -> session.update(SUPERSEDED, paths));
        session.update(COPIES);
        session.update(AUTHORS);
        accounts.read(paths -> session.update(ADD_AUTHORS, paths));
        session.update(GONE);
    }

    /** A row of {@link #RANKED} as a line: the likes, then the post. */
    static Map<String, Object> line(ResultSet row) throws SQLException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("likes", row.getLong("likes"));
        line.putAll(PostLine.of(PostRows.read(row, WITH_HANDLE)));
        return line;
    }
}
