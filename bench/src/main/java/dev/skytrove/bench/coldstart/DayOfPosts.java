package dev.skytrove.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * A lake with one day of posts, as a flush every few minutes leaves it; made up, the same each time. Posts say what
 * generated ones do, no two in a file the same; {@value #COMMON} is in one of 500, {@value #RARE} in one of 500,000.
 */
public final class DayOfPosts {
    static final String COMMON = "government";
    static final String RARE = "zyzzyva";

    private static final Instant START = Instant.parse("2026-07-04T00:00:00Z");
    private static final int HOURS = 24;
    private static final int HOUR_SECONDS = 3600;

    /** One event of twelve is a post, at least, whatever the mix. */
    private static final int EVENTS_A_POST = 12;

    private static final int SPARE_EVENTS = 20_000;

    /** Without the oddest posts, with half a surrogate pair or a NUL. */
    private static final String TEXTS = """
            CREATE TABLE vocabulary AS SELECT list(text ORDER BY n) AS texts FROM (
                SELECT row_number() OVER () AS n, json->>'$.commit.record.text' AS text
                FROM read_ndjson_objects('$events', ignore_errors = true)
                WHERE json->>'$.commit.operation' = 'create' AND json->>'$.commit.collection' = 'app.bsky.feed.post'
                    AND NOT contains(json::VARCHAR, '\\u0000'))
            WHERE NOT contains(lower(text), '$common') AND NOT contains(lower(text), '$rare')""";

    /** Times are in microseconds since 1970. */
    private static final String POSTS = """
            SELECT 'at://' || did || '/app.bsky.feed.post/' || rkey AS uri, did AS author_did, rkey,
                'bafyrei' || md5(rkey) || left(md5(did), 20) AS cid, rkey AS rev, 'create' AS operation, text,
                make_timestamptz(t - 900000) AS created_at, make_timestamptz(t) AS indexed_at,
                make_timestamptz(t - 900000) AS sort_at, [['en', 'ja', 'de', 'pt'][1 + (h % 4)::INT]] AS langs,
                CASE WHEN h % 2 = 0 THEN parent END AS reply_root_uri,
                CASE WHEN h % 2 = 0 THEN parent END AS reply_parent_uri, NULL::VARCHAR AS quote_uri,
                CASE WHEN h % 5 = 0 THEN 'app.bsky.embed.images' END AS embed_type,
                (h % 5 = 0)::INTEGER AS image_count, false AS has_video, []::VARCHAR[] AS link_uris,
                []::VARCHAR[] AS hashtags, []::VARCHAR[] AS mention_dids, []::VARCHAR[] AS self_labels,
                '{"$type":"app.bsky.feed.post","createdAt":"' || strftime(make_timestamp(t), '%Y-%m-%dT%H:%M:%S.%gZ')
                    || '","langs":["en"],"text":' || to_json(text)::VARCHAR || ',"reply":{"parent":{"cid":"bafyrei' || md5(text)
                    || '","uri":"' || parent || '"}}}' AS raw_data, lower(text) AS text_folded
            FROM (
                SELECT t, h, 'did:plc:' || left(md5((200000 * pow((h % 100003) / 100003, 2))::INT::VARCHAR), 24) AS did,
                    lower(to_base(t, 32, 13)) AS rkey,
                    'at://did:plc:' || left(md5(h::VARCHAR), 24) || '/app.bsky.feed.post/3l' || left(md5(t::VARCHAR), 11)
                        AS parent,
                    texts[1 + i % len(texts)]
                        || CASE WHEN i % 500 = 77 THEN ' $common' ELSE '' END
                        || CASE WHEN i % 500000 = 99 THEN ' $rare' ELSE '' END AS text
                FROM (SELECT i, $start + i * $between AS t, hash(i) AS h FROM range($first, $end) numbers(i)), vocabulary)""";

    private static final String DELETES = """
            SELECT uri, author_did, 'app.bsky.feed.post' AS collection, rkey, rev, indexed_at
            FROM posts WHERE hash(uri) % 25 = 0""";

    private static final String ACCOUNTS = """
            SELECT author_did AS did, 'identity' AS kind, left(author_did, 16)[9:] || '.example' AS handle,
                true AS active, NULL::VARCHAR AS status, epoch_us(max(indexed_at)) AS seq,
                max(indexed_at) AS event_at, max(indexed_at) AS indexed_at
            FROM posts WHERE hash(author_did) % 10 = 0 GROUP BY author_did""";

    private final Path storage;
    private final int posts;
    private final int filesAnHour;

    /** @param storage the directory to put it in */
    public DayOfPosts(Path storage, int posts, int filesAnHour) {
        this.storage = storage;
        this.posts = posts;
        this.filesAnHour = filesAnHour;
    }

    /** Gives a file of events, one a line. */
    @FunctionalInterface
    public interface Events {
        /** Writes so many, and tells where. */
        Path write(long count) throws IOException;
    }

    /** Makes it with the posts among some events, unless an earlier run has made the same. */
    public void make(Events events) throws IOException {
        Path whole = storage.resolve("whole");
        if (Files.exists(whole)) {
            return;
        }
        long postsAFile = posts / ((long) HOURS * filesAnHour);
        Path file = events.write(postsAFile * EVENTS_A_POST + SPARE_EVENTS);
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(TEXTS.replace("$events", file.toString())
                    .replace("$common", COMMON)
                    .replace("$rare", RARE));
            for (int batch = 0; batch < HOURS * filesAnHour; batch++) {
                write(statement, batch);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lake cannot be made: " + e.getMessage(), e);
        }
        Files.delete(file);
        Files.createFile(whole);
    }

    private void write(Statement statement, int batch) throws SQLException, IOException {
        long batches = (long) HOURS * filesAnHour;
        long between = HOURS * HOUR_SECONDS * 1_000_000L / posts;
        long start = START.getEpochSecond() * 1_000_000L;
        String rows = POSTS.replace("$common", COMMON)
                .replace("$rare", RARE)
                .replace("$start", Long.toString(start))
                .replace("$between", Long.toString(between))
                .replace("$first", Long.toString(batch * (long) posts / batches))
                .replace("$end", Long.toString((batch + 1L) * posts / batches));
        statement.execute("CREATE OR REPLACE TEMP TABLE posts AS " + rows);
        Instant hour = START.plusSeconds(batch / filesAnHour * (long) HOUR_SECONDS);
        copy(statement, DELETES, file("deletes", hour, batch + 1));
        copy(statement, ACCOUNTS, file("accounts", hour, batch + 1));
        copy(statement, "SELECT * FROM posts", file("posts", hour, batch + 1));
    }

    private static void copy(Statement statement, String rows, Path file) throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
    }

    private Path file(String table, Instant hour, int batch) {
        OffsetDateTime utc = hour.atOffset(ZoneOffset.UTC);
        return storage.resolve("lake/%s/year=%04d/month=%02d/day=%02d/hour=%02d/%s-flush-%d-%d-0.parquet"
                .formatted(
                        table, utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth(), utc.getHour(), table, batch,
                        batch));
    }
}
