package dev.skytrove.bench.search;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.parquet.TableReader;
import dev.skytrove.lake.parquet.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.generic.GenericRecord;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A lake of whole hours, each as a compaction leaves it, with the word index of each day, and of the first month if it is over,
 * and, of whole days, the digests of months, and one more hour in twelve files as flushes leave them; made up, the same each
 * time. A text is the first half of one that the simulator makes and the second of another; {@link Planted} words are in as
 * many as their names say.
 */
final class LakeOfDays {
    static final Instant START = Instant.parse("2026-07-04T00:00:00Z");

    private static final int FLUSHES_AN_HOUR = 12;
    private static final int THREADS = 2;

    /** One event of twelve is a post, at least, whatever the mix. */
    private static final int EVENTS_A_POST = 12;

    private static final int SPARE_EVENTS = 20_000;

    /** Without the oddest posts, with half a surrogate pair or a NUL. */
    private static final String VOCABULARY = """
            CREATE TABLE vocabulary AS SELECT list(string_split(text, ' ') ORDER BY n) AS texts FROM (
                SELECT row_number() OVER () AS n, json->>'$.commit.record.text' AS text
                FROM read_ndjson_objects('$events', ignore_errors = true)
                WHERE json->>'$.commit.operation' = 'create' AND json->>'$.commit.collection' = 'app.bsky.feed.post'
                    AND NOT contains(json::VARCHAR, '\\u0000'))""";

    /** Of all posts of a table of authors' numbers. */
    private static final String DID = "'did:plc:' || left(md5((200000 * pow($k / 100003, 2))::INT::VARCHAR), 24)";

    /** Times are in microseconds since 1970. */
    private static final String POSTS = """
            CREATE OR REPLACE TEMP TABLE posts AS
            SELECT 'at://' || did || '/app.bsky.feed.post/' || rkey AS uri, did AS author_did, rkey,
                'bafyrei' || md5(rkey) || left(md5(did), 20) AS cid, rkey AS rev,
                CASE WHEN h % 3000 = 1 THEN 'update' ELSE 'create' END AS operation, text,
                make_timestamptz(t - 900000) AS created_at, make_timestamptz(t) AS indexed_at,
                make_timestamptz(t - 900000) AS sort_at, [['en', 'ja', 'de', 'pt'][1 + (h % 4)::INT]] AS langs,
                CASE WHEN h % 2 = 0 THEN parent END AS reply_root_uri,
                CASE WHEN h % 2 = 0 THEN parent END AS reply_parent_uri, NULL::VARCHAR AS quote_uri,
                CASE WHEN h % 5 = 0 THEN 'app.bsky.embed.images' END AS embed_type,
                (h % 5 = 0)::INTEGER AS image_count, false AS has_video, []::VARCHAR[] AS link_uris,
                CASE WHEN h % 20000 = 7 THEN ['Zinnias'] WHEN h % 10 = 3 THEN ['news', 'world'] ELSE []::VARCHAR[] END
                    AS hashtags,
                []::VARCHAR[] AS mention_dids, []::VARCHAR[] AS self_labels,
                '{"$type":"app.bsky.feed.post","createdAt":"' || strftime(make_timestamp(t), '%Y-%m-%dT%H:%M:%S.%gZ')
                    || '","langs":["en"],"text":' || to_json(text)::VARCHAR || ',"reply":{"parent":{"cid":"bafyrei' || md5(text)
                    || '","uri":"' || parent || '"}}}' AS raw_data, lower(text) AS text_folded
            FROM (
                SELECT t, h, $did AS did, $tid AS rkey,
                    'at://did:plc:' || left(md5(h::VARCHAR), 24) || '/app.bsky.feed.post/3l' || left(md5(t::VARCHAR), 11)
                        AS parent,
                    array_to_string(one[1:(len(one) + 1) // 2] || two[len(two) // 2 + 1:], ' ')$planted AS text
                FROM (
                    SELECT i, t, h, texts[1 + i % len(texts)] AS one, texts[1 + (h % len(texts))::BIGINT] AS two
                    FROM (SELECT i, $start + i * $between AS t, hash(i) AS h FROM range($first, $end) numbers(i)), vocabulary))""";

    /** A key as clients make it, of a time in microseconds. */
    private static final String TID = "translate(lower(to_base(t * 1024 + 7, 32, 13)), '0123456789abcdefghijklmnopqrstuv',"
            + " '234567abcdefghijklmnopqrstuvwxyz')";

    private static final String DELETES = """
            SELECT uri, author_did, 'app.bsky.feed.post' AS collection, rkey, rev, indexed_at
            FROM posts WHERE hash(uri) % 25 = 0 ORDER BY indexed_at""";

    /** What a compaction has left. */
    private static final String KEPT = "SELECT * FROM posts WHERE hash(uri) % 25 <> 0 ORDER BY sort_at";

    private static final String ALL = "SELECT * FROM posts ORDER BY sort_at";

    private static final String ACCOUNTS = """
            SELECT author_did AS did, 'identity' AS kind, left(author_did, 16)[9:] || '.example' AS handle,
                true AS active, NULL::VARCHAR AS status, epoch_us(max(indexed_at)) AS seq,
                max(indexed_at) AS event_at, max(indexed_at) AS indexed_at
            FROM posts WHERE hash(rkey) % 100 = 0 GROUP BY author_did ORDER BY max(indexed_at)""";

    private final Path storage;
    private final int hours;
    private final int postsAnHour;
    private final int vocabulary;

    /**
     * @param storage the directory to put it in
     * @param hours how many compacted hours; one more is not
     * @param vocabulary how many posts of the simulator texts come from
     */
    LakeOfDays(Path storage, int hours, int postsAnHour, int vocabulary) {
        this.storage = storage;
        this.hours = hours;
        this.postsAnHour = postsAnHour;
        this.vocabulary = vocabulary;
    }

    /** Gives a file of events, one a line. */
    @FunctionalInterface
    interface Events {
        /** Writes so many, and tells where. */
        Path write(long count) throws IOException;
    }

    /** Makes it, unless an earlier run has made the same. */
    void make(Events events) throws IOException {
        Instant end = START.plus(Duration.ofHours(hours));
        boolean hasMonth = !MonthIndex.end(MonthIndex.month(START)).isAfter(end);
        Path whole = storage.resolve(hasMonth ? "whole-with-months" : "whole-and-indexed");
        if (Files.exists(whole)) {
            return;
        }
        Path file = events.write((long) vocabulary * EVENTS_A_POST + SPARE_EVENTS);
        try (DuckDBConnection connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties())) {
            execute(connection, VOCABULARY.replace("$events", file.toString()));
            makeHours(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the lake cannot be made: " + e.getMessage(), e);
        }
        Files.delete(file);
        new LakeIndexes(storage).write(end);
        if (end.truncatedTo(ChronoUnit.DAYS).equals(end)) {
            new LakeDigests(storage).write(end);
        }
        Files.createFile(whole);
    }

    /** The account whose number is one of 100,003; the lower, the more it writes. */
    static String author(Statement statement, int number) throws SQLException {
        try (var rows = statement.executeQuery("SELECT " + DID.replace("$k", Integer.toString(number)))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void makeHours(DuckDBConnection connection) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int hour = 0; hour <= hours; hour++) {
                int number = hour;
                all.add(CompletableFuture.runAsync(() -> makeHour(connection, number), threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the lake cannot be made: " + e.getCause(), e);
        }
    }

    private void makeHour(DuckDBConnection connection, int number) {
        try (Connection own = connection.duplicate()) {
            execute(own, "SET TimeZone = 'UTC'");
            long first = (long) number * postsAnHour;
            HourKey hour = new HourKey(START.plus(Duration.ofHours(number)));
            long batch = 1 + (long) number * FLUSHES_AN_HOUR;
            if (number < hours) {
                write(own, hour, first, first + postsAnHour, new BatchRange(batch, batch + FLUSHES_AN_HOUR - 1), KEPT);
                return;
            }
            for (int i = 0; i < FLUSHES_AN_HOUR; i++) {
                long start = first + (long) i * postsAnHour / FLUSHES_AN_HOUR;
                long end = first + (i + 1L) * postsAnHour / FLUSHES_AN_HOUR;
                write(own, hour, start, end, BatchRange.of(batch + i), ALL);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Connection connection, HourKey hour, long first, long end, BatchRange batches, String posts)
            throws SQLException, IOException {
        execute(connection, POSTS.replace("$did", DID.replace("$k", "(h % 100003)"))
                .replace("$tid", TID)
                .replace("$planted", Planted.sql())
                .replace("$start", Long.toString(START.getEpochSecond() * 1_000_000L))
                .replace("$between", Long.toString(3_600_000_000L / postsAnHour))
                .replace("$first", Long.toString(first))
                .replace("$end", Long.toString(end)));
        copy(connection, DELETES, new LakeFile(Table.DELETES, hour, Series.FLUSH, batches, 0));
        copy(connection, ACCOUNTS, new LakeFile(Table.ACCOUNTS, hour, Series.FLUSH, batches, 0));
        copy(connection, posts, new LakeFile(Table.POSTS, hour, Series.FLUSH, batches, 0));
    }

    /** DuckDB makes the rows, and the lake's own writer the file. */
    private void copy(Connection connection, String rows, LakeFile file) throws SQLException, IOException {
        Path target = storage.resolve(file.name());
        Path made = storage.resolve(file.name().replace('/', '!'));
        Files.createDirectories(target.getParent());
        execute(connection, "COPY (" + rows + ") TO '" + made + "' (FORMAT parquet, COMPRESSION uncompressed)");
        try (TableReader reader = TableReader.open(file.table(), made);
                TableWriter writer = TableWriter.open(file, target)) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                writer.write(row.get());
            }
        }
        Files.delete(made);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
