package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.skytrove.testing.model.LakeReader;
import dev.skytrove.testing.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parquet files of texts, a record a row, as DuckDB writes them in folders of days. */
final class TestRawSyncImport {
    private static final String POST = "at://did:plc:alice/app.bsky.feed.post/3mptbyoumc22i";

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void i1RecordsOfEveryKindAreInTheLake() throws Exception {
        posts("post", """
                ('%s', 'bafypost', 'did:plc:alice', 'app.bsky.feed.post', '2026-07-04-14:38:07', 'post', '2026-07-04-14:38:08',
                 'Hi "all" ☃', '{"py_type":"app.bsky.embed.images","images":[{"alt":""},{"alt":"x"}]}', NULL,
                 '[{"features":[{"py_type":"app.bsky.richtext.facet#tag","tag":"one"}],"index":{"byte_start":0,"byte_end":4}}]',
                 'porn, nudity', 'en,de', '["two"]', NULL)""".formatted(POST));
        posts("reply", """
                ('at://did:plc:bob/app.bsky.feed.post/mine', 'c', 'did:plc:bob', '', 'yesterday', 'reply',
                 '2026-07-04T15:00:01.250Z', 'no', NULL, NULL, NULL, NULL, '["en"]', NULL,
                 '{"root":{"uri":"at://root","cid":"r"},"parent":{"uri":"at://parent","cid":"p"}}')""");
        others("like", like("at://did:plc:bob/app.bsky.feed.like/3mptbyoumc23i", "{\"cid\":\"c\",\"uri\":\"" + POST + "\"}"));
        others("repost", like("at://did:plc:bob/app.bsky.feed.repost/3mptbyoumc24i", POST));
        others("follow", like("at://did:plc:bob/app.bsky.graph.follow/3mptbyoumc25i", "did:plc:alice"));
        others("block", like("at://did:plc:bob/app.bsky.graph.block/3mptbyoumc26i", "did:plc:eve"));

        ImportSummary summary = stage.run(directory.resolve("raw_sync"));

        assertThat(summary.events()).isEqualTo(6);
        assertThat(summary.malformed()).isZero();
        assertThat(summary.unmapped()).isEmpty();
        Map<String, List<Row>> lake = LakeReader.of(stage.lake()).read();
        Map<String, Object> post = lake.get("posts").stream()
                .filter(row -> POST.equals(row.text("uri")))
                .findFirst()
                .orElseThrow()
                .asMap();
        assertThat(post)
                .contains(
                        entry("author_did", "did:plc:alice"),
                        entry("rkey", "3mptbyoumc22i"),
                        entry("rev", "3mptbyoumc22i"),
                        entry("cid", "bafypost"),
                        entry("operation", "create"),
                        entry("text", "Hi \"all\" ☃"),
                        entry("created_at", Instant.parse("2026-07-04T14:38:07Z")),
                        entry("indexed_at", Instant.parse("2026-07-04T14:38:08Z")),
                        entry("langs", List.of("en", "de")),
                        entry("hashtags", List.of("one", "two")),
                        entry("embed_type", "app.bsky.embed.images"),
                        entry("image_count", 2),
                        entry("self_labels", List.of("porn", "nudity")));
        assertThat(post.get("raw_data").toString()).contains("\"index\":{\"byteStart\":0,\"byteEnd\":4}");
        assertThat(lake.get("posts"))
                .filteredOn(row -> row.text("author_did").equals("did:plc:bob"))
                .singleElement()
                .satisfies(reply -> assertThat(reply.asMap())
                        .contains(
                                entry("reply_root_uri", "at://root"),
                                entry("reply_parent_uri", "at://parent"),
                                entry("rev", "3mptd7uhvqk22"),
                                entry("created_at", null),
                                entry("indexed_at", Instant.parse("2026-07-04T15:00:01.250Z"))));
        assertThat(lake.get("likes").getFirst().text("subject_uri")).isEqualTo(POST);
        assertThat(lake.get("reposts").getFirst().text("subject_uri")).isEqualTo(POST);
        assertThat(lake.get("follows").getFirst().text("following_did")).isEqualTo("did:plc:alice");
        assertThat(lake.get("blocks").getFirst().text("blocked_did")).isEqualTo("did:plc:eve");
    }

    @Test
    void i2WhatTheLakeHasByItsUriIsLeftOut() throws Exception {
        String line = Lines.mixed(0, Lines.START);
        stage.flush(1, List.of(line));
        posts("post", """
                ('at://did:plc:a0/app.bsky.feed.post/3k00000000000', 'cid0', 'did:plc:a0', '', '', 'post',
                 '2026-07-04-14:30:05', 'text 0', NULL, NULL, NULL, NULL, NULL, NULL, NULL)""");

        assertThat(stage.run(directory.resolve("raw_sync")).known()).isEqualTo(1);
        stage.assertHolds(List.of(line));
    }

    /** Of a post that its key says was made at 14:38, which the network told then, and somebody looked at later. */
    @ParameterizedTest
    @CsvSource({"2026-07-04-14:38:09", "2026-07-04-20:00:00", "2026-07-21-03:00:00"})
    void i2RecordThatWasLookedAtLateIsLeftOut(String synctimestamp) throws Exception {
        String line = Lines.create("did:plc:alice", "3mptbyoumc22i", Instant.parse("2026-07-04T14:38:08Z"));
        stage.flush(1, List.of(line));
        posts("post", """
                ('%s', 'c', 'did:plc:alice', '', '', 'post', '%s', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL)"""
                .formatted(POST, synctimestamp));

        assertThat(stage.run(directory.resolve("raw_sync")).known()).isEqualTo(1);
        stage.assertHolds(List.of(line));
    }

    /** Two copies of old files may have a record twice, stamped when each was made. */
    @Test
    void i2RecordThatWasLookedAtTwiceIsThereOnce() throws Exception {
        posts("post", """
                ('%1$s', 'c', 'did:plc:alice', '', '', 'post', '2026-07-04-14:50:00', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                ('%1$s', 'c', 'did:plc:alice', '', '', 'post', '2026-07-05-20:00:00', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL)"""
                .formatted(POST));

        ImportSummary summary = stage.run(directory.resolve("raw_sync"));

        assertThat(summary.known()).isEqualTo(1);
        assertThat(summary.tables()).contains(entry("posts", 1L));
    }

    @Test
    void i6WhatHasNoPlaceIsTold() throws Exception {
        posts("post", """
                ('nonsense', 'c', 'did:plc:a', '', '', 'post', '2026-07-04-14:38:08', 't', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                ('%1$s', 'c', 'did:plc:mallory', '', '', 'post', '2026-07-04-14:38:08', 't', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                ('%1$s', 'c', 'did:plc:alice', '', '', 'post', 'soon', 't', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                ('%1$s', 'c', 'did:plc:alice', '', '', 'post', '2026-07-04-14:38:08', 't', '{''images'': []}', NULL, 'x', '[]', NULL,
                 NULL, '{"root":')""".formatted(POST));
        others("like", like("at://did:plc:bob/app.bsky.feed.like/3mptbyoumc23i", "somebody"));
        execute("COPY (SELECT 1 AS n) TO '%s' (FORMAT parquet)".formatted(folder("scores").resolve("x.parquet")));

        ImportSummary summary = stage.run(directory.resolve("raw_sync"));

        assertThat(summary.malformed()).isEqualTo(3);
        assertThat(summary.unmapped())
                .containsOnly(entry("embed", 1L), entry("facets", 1L), entry("labels", 1L), entry("reply", 1L), entry("subject", 1L));
        assertThat(summary.unmappedFiles()).isEqualTo(1);
        assertThat(summary.tables()).contains(entry("posts", 1L), entry("likes", 1L));
        assertThat(stage.names("rejected/import/").stream().map(stage::text).reduce("", String::concat))
                .contains("\"reason\":\"no_uri\"", "\"other_author\"", "\"no_time\"", "\"unmapped_reply\"", "nonsense");
    }

    private static String like(String uri, String subject) {
        return "('%s', 'c', 'did:plc:bob', 'x', '2026-07-04T14:38:07Z', 'like', '2026-07-04-14:38:08', '%s')".formatted(uri, subject);
    }

    private void posts(String type, String rows) throws SQLException, IOException {
        write(type, rows, "uri, cid, author, py_type, created_at, record_type, synctimestamp, text, embed, entities, facets, labels,"
                + " langs, tags, reply");
    }

    private void others(String type, String rows) throws SQLException, IOException {
        write(type, rows, "uri, cid, author, py_type, created_at, record_type, synctimestamp, subject");
    }

    private void write(String type, String rows, String columns) throws SQLException, IOException {
        execute("COPY (SELECT * FROM (VALUES %s) AS rows(%s)) TO '%s' (FORMAT parquet)"
                .formatted(rows, columns, folder(type).resolve("part.parquet")));
    }

    private Path folder(String type) throws IOException {
        return Files.createDirectories(directory.resolve("raw_sync/" + type + "/cache/partition_date=2026-07-04"));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }
}
