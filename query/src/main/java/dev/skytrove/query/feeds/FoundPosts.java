package dev.skytrove.query.feeds;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.text.PathSegment;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.dead.HidingRules;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The posts that a feed is made of, in the temporary table {@code found}, all of them at once. */
final class FoundPosts {
    /** What tells whether a post may be seen. */
    private static final String KEYS = "uri, author_did, rkey, rev, indexed_at, sort_at";

    /** What a line has beside. */
    private static final String FIELDS = "text, created_at, langs, reply_root_uri, reply_parent_uri, quote_uri, embed_type,"
            + " image_count, has_video, link_uris, hashtags, mention_dids, self_labels";

    /** A line for each post of the table {@code ranked}. */
    static final String RANKED = """
            SELECT likes, uri, author_did, rkey, handle, text, created_at, indexed_at, sort_at, langs, reply_root_uri,
                reply_parent_uri, quote_uri, embed_type, image_count, has_video, link_uris, hashtags, mention_dids, self_labels
            FROM found JOIN ranked USING (uri) LEFT JOIN (
                SELECT did, CASE WHEN %s THEN NULL ELSE max(name).handle END AS handle FROM authors GROUP BY did) ON did = author_did
            ORDER BY likes DESC, uri LIMIT ?
            """.formatted(AccountSql.isNobodys("max(name).handle"));

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
    private final String columns;

    private FoundPosts(Session session, LakeReader reader, String columns) {
        this.session = session;
        this.reader = reader;
        this.columns = columns;
    }

    /** Posts with all that a line of a feed has. */
    static FoundPosts ofFeed(Session session, LakeReader reader) {
        session.update("""
                CREATE TEMP TABLE found (uri VARCHAR, author_did VARCHAR, rkey VARCHAR, rev VARCHAR, indexed_at TIMESTAMPTZ,
                    sort_at TIMESTAMPTZ, text VARCHAR, created_at TIMESTAMPTZ, langs VARCHAR[], reply_root_uri VARCHAR,
                    reply_parent_uri VARCHAR, quote_uri VARCHAR, embed_type VARCHAR, image_count INTEGER, has_video BOOLEAN,
                    link_uris VARCHAR[], hashtags VARCHAR[], mention_dids VARCHAR[], self_labels VARCHAR[])""");
        return new FoundPosts(session, reader, KEYS + ", " + FIELDS);
    }

    /** Posts with their hashtags. */
    static FoundPosts withHashtags(Session session, LakeReader reader) {
        session.update("""
                CREATE TEMP TABLE found (uri VARCHAR, author_did VARCHAR, rkey VARCHAR, rev VARCHAR, indexed_at TIMESTAMPTZ,
                    sort_at TIMESTAMPTZ, hashtags VARCHAR[])""");
        return new FoundPosts(session, reader, KEYS + ", hashtags");
    }

    /**
     * Adds the posts of a span of time.
     *
     * @param condition on columns of posts; nothing in it is what a stranger wrote
     */
    void add(FilePlan plan, TimeRange range, String condition) {
        String sql = "INSERT INTO found SELECT " + columns + " FROM " + LakeSql.PARQUET
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

    /** A row of {@link #RANKED} as a line, in the order of its fields. */
    static Map<String, Object> line(ResultSet row) throws SQLException {
        Map<String, Object> line = new LinkedHashMap<>();
        String did = row.getString("author_did");
        line.put("likes", row.getLong("likes"));
        line.put("uri", row.getString("uri"));
        line.put("url", "https://bsky.app/profile/" + PathSegment.encode(did) + "/post/"
                + PathSegment.encode(row.getString("rkey")));
        line.put("author_did", did);
        for (String text : List.of("handle", "text")) {
            line.put(text, row.getString(text));
        }
        for (String time : List.of("created_at", "indexed_at", "sort_at")) {
            line.put(time, time(row.getObject(time, OffsetDateTime.class)));
        }
        line.put("langs", strings(row, "langs"));
        for (String text : List.of("reply_root_uri", "reply_parent_uri", "quote_uri", "embed_type")) {
            line.put(text, row.getString(text));
        }
        line.put("image_count", row.getInt("image_count"));
        line.put("has_video", row.getBoolean("has_video"));
        for (String list : List.of("link_uris", "hashtags", "mention_dids", "self_labels")) {
            line.put(list, strings(row, list));
        }
        return line;
    }

    private static String time(OffsetDateTime time) {
        return time == null
                ? null
                : DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(time);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray()).map(String.class::cast).toList();
    }
}
