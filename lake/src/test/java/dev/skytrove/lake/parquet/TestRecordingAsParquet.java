package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.event.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real events in Parquet, compared with what DuckDB's own JSON functions read from the recording. */
final class TestRecordingAsParquet {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    @TempDir
    Path folder;

    @BeforeEach
    void writeTables() throws Exception {
        List<byte[]> frames = Recording.frames();
        EventRows rows = new EventRows();
        Map<Table, TableWriter> writers = new EnumMap<>(Table.class);
        for (Table table : EventTables.ALL) {
            writers.put(table, TableWriter.open(table, folder.resolve(table.label() + ".parquet")));
        }
        for (byte[] frame : frames) {
            EventRow row = rows.parse(frame, RECEIVED);
            writers.get(row.table()).write(row.record());
        }
        for (TableWriter writer : writers.values()) {
            writer.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "likes,69",
        "posts,14",
        "reposts,9",
        "follows,3",
        "blocks,1",
        "others,2",
        "deletes,2",
        "accounts,2",
        "profiles,0"
    })
    void nothingIsLostAndNothingDoubled(String table, long count) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(*) FROM '%s'".formatted(file(table))))
                    .containsExactly(List.of(count));
        }
    }

    @Test
    void postsEqualTheirSource() throws SQLException {
        assertEqual(
                "posts",
                """
                uri, author_did, rkey, cid, rev, operation, text, epoch_us(created_at), epoch_us(indexed_at), langs,
                reply_root_uri, reply_parent_uri, embed_type, image_count, has_video,
                list_sort(link_uris), hashtags""",
                "collection = 'app.bsky.feed.post' AND operation <> 'delete'",
                """
                uri, did, rkey, cid, rev, operation, record->>'text', created_us, time_us,
                coalesce((record->'langs')::VARCHAR[], []), record->>'$.reply.root.uri', record->>'$.reply.parent.uri',
                record->>'$.embed."$type"', coalesce(json_array_length(record->'$.embed.images'), 0)::INTEGER, false,
                list_sort(list_distinct(json_extract_string(record, '$.facets[*].features[*].uri')
                    || [record->>'$.embed.external.uri'])),
                json_extract_string(record, '$.facets[*].features[*].tag')""");
    }

    /** The view of docs/formats.md: what is stored once comes back. Members are compared in the order of their names. */
    @Test
    void i7RecordsComeBackWhole() throws Exception {
        String formats = Files.readString(Recording.projectRoot().resolve("docs/formats.md"));
        String rebuilt = formats.substring(formats.indexOf("CASE WHEN text IS NOT NULL"), formats.indexOf(" AS raw_data"));
        ObjectMapper json = new ObjectMapper();
        Set<JsonNode> delivered = new HashSet<>();
        for (byte[] frame : Recording.frames()) {
            JsonNode commit = json.readTree(frame).path("commit");
            if (commit.path("collection").asText().equals("app.bsky.feed.post") && commit.has("record")) {
                delivered.add(commit.path("record"));
            }
        }

        try (DuckDb duckDb = new DuckDb()) {
            List<List<Object>> rows = duckDb.query("SELECT %s FROM '%s'".formatted(rebuilt, file("posts")));
            Set<JsonNode> records = new HashSet<>();
            for (List<Object> row : rows) {
                records.add(json.readTree(row.getFirst().toString()));
            }
            assertThat(records).hasSize(14).isEqualTo(delivered);
            assertThat(duckDb.query("SELECT count(*) FROM '%s' WHERE raw_data LIKE '%%\"text\":null%%'".formatted(file("posts"))))
                    .containsExactly(List.of(14L));
        }
    }

    @Test
    void sortAtIsTheAuthorsTimeWithinTheHour() throws SQLException {
        assertEqual(
                "posts",
                "uri, epoch_us(sort_at)",
                "collection = 'app.bsky.feed.post' AND operation <> 'delete'",
                "uri, CASE WHEN created_us BETWEEN time_us - 3600000000 AND time_us THEN created_us ELSE time_us END");
    }

    @ParameterizedTest
    @CsvSource({"likes,app.bsky.feed.like", "reposts,app.bsky.feed.repost"})
    void reactionsEqualTheirSource(String table, String collection) throws SQLException {
        assertEqual(
                table,
                "uri, author_did, rkey, rev, subject_uri, via_uri, epoch_us(created_at), epoch_us(indexed_at)",
                "collection = '%s' AND operation <> 'delete'".formatted(collection),
                "uri, did, rkey, rev, record->>'$.subject.uri', record->>'$.via.uri', created_us, time_us");
    }

    @ParameterizedTest
    @CsvSource({
        "follows,follower_did,following_did,app.bsky.graph.follow",
        "blocks,blocker_did,blocked_did,app.bsky.graph.block"
    })
    void relationsEqualTheirSource(String table, String from, String to, String collection) throws SQLException {
        assertEqual(
                table,
                "uri, %s, %s, rkey, rev, epoch_us(created_at), epoch_us(indexed_at)".formatted(from, to),
                "collection = '%s' AND operation <> 'delete'".formatted(collection),
                "uri, did, record->>'subject', rkey, rev, created_us, time_us");
    }

    @Test
    void deletesEqualTheirSource() throws SQLException {
        assertEqual(
                "deletes",
                "uri, author_did, collection, rkey, rev, epoch_us(indexed_at)",
                "operation = 'delete'",
                "uri, did, collection, rkey, rev, time_us");
    }

    @Test
    void accountsEqualTheirSource() throws SQLException {
        assertEqual(
                "accounts",
                "did, kind, handle, active, status, seq, epoch_us(event_at), epoch_us(indexed_at)",
                "kind <> 'commit'",
                """
                did, kind, account->>'handle', (account->>'active')::BOOLEAN, account->>'status',
                (account->>'seq')::BIGINT, epoch_us((account->>'time')::TIMESTAMPTZ), time_us""");
    }

    @Test
    void othersEqualTheirSource() throws SQLException {
        assertEqual(
                "others",
                """
                uri, author_did, collection, rkey, cid, rev, operation, epoch_us(created_at), epoch_us(indexed_at),
                raw_data""",
                "collection NOT LIKE 'app.bsky.feed.%' AND collection NOT LIKE 'app.bsky.graph.%'",
                "uri, did, collection, rkey, cid, rev, operation, created_us, time_us, raw");
    }

    private void assertEqual(String table, String columns, String filter, String source) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            List<List<Object>> rows = duckDb.query("SELECT %s FROM '%s'".formatted(columns, file(table)));
            List<List<Object>> expected = duckDb.query(
                    """
                    WITH event AS (
                        SELECT json->>'did' AS did, json->>'kind' AS kind, (json->>'time_us')::BIGINT AS time_us,
                            json->>'$.commit.collection' AS collection, json->>'$.commit.operation' AS operation,
                            json->>'$.commit.rkey' AS rkey, json->>'$.commit.rev' AS rev, json->>'$.commit.cid' AS cid,
                            'at://' || did || '/' || collection || '/' || rkey AS uri,
                            json->'$.commit.record' AS record, coalesce(json->'identity', json->'account') AS account,
                            epoch_us((record->>'createdAt')::TIMESTAMPTZ) AS created_us,
                            regexp_extract(json::VARCHAR, '"record":(.*),"cid":"[a-z0-9]*"[}]{2}$', 1) AS raw
                        FROM read_ndjson_objects('%s'))
                    SELECT %s FROM event WHERE %s"""
                            .formatted(Recording.file(), source, filter));
            assertThat(rows).isNotEmpty().containsExactlyElementsOf(expected);
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".parquet");
    }
}
