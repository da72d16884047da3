package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.event.Frames;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestTableWriter {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private final EventRows rows = new EventRows();

    @TempDir
    Path folder;

    @Test
    void i7AnotherEngineSeesTheTypes() throws Exception {
        write(Table.POSTS, Frames.fullPost());

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT column_name, column_type FROM (DESCRIBE FROM '%s')".formatted(file())))
                    .map(row -> row.get(0) + " " + row.get(1))
                    .startsWith(
                            "uri VARCHAR",
                            "author_did VARCHAR",
                            "rkey VARCHAR",
                            "cid VARCHAR",
                            "rev VARCHAR",
                            "operation VARCHAR",
                            "text VARCHAR",
                            "created_at TIMESTAMP WITH TIME ZONE",
                            "indexed_at TIMESTAMP WITH TIME ZONE",
                            "sort_at TIMESTAMP WITH TIME ZONE",
                            "langs VARCHAR[]",
                            "reply_root_uri VARCHAR",
                            "reply_parent_uri VARCHAR",
                            "quote_uri VARCHAR",
                            "embed_type VARCHAR",
                            "image_count INTEGER",
                            "has_video BOOLEAN",
                            "link_uris VARCHAR[]",
                            "hashtags VARCHAR[]",
                            "mention_dids VARCHAR[]",
                            "self_labels VARCHAR[]",
                            "raw_data VARCHAR",
                            "text_folded VARCHAR");
        }
    }

    @Test
    void i7AnotherEngineReadsTheValues() throws Exception {
        write(Table.POSTS, Frames.fullPost(), Frames.post("{}"));

        String columns = "text, created_at, langs, hashtags, image_count, has_video, quote_uri";
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT %s FROM '%s'".formatted(columns, file())))
                    .containsExactly(
                            List.of(
                                    "Hi @bob, see example.org #one",
                                    OffsetDateTime.parse("2026-07-04T14:38:06.240Z"),
                                    List.of("en", "de"),
                                    List.of("one", "two"),
                                    2,
                                    false,
                                    "at://quoted"),
                            Arrays.asList(null, null, List.of(), List.of(), 0, false, null));
        }
    }

    @Test
    void everyTextSurvives() throws Exception {
        String emoji = "👩‍👩‍👧".repeat(170);
        write(
                Table.POSTS,
                Frames.post("{'text':'a\\u0000b','tags':['\\u0000','c\\u0000'],'langs':['']}"),
                Frames.post("{'text':'\\ud83d\\u202e%s','tags':['\\udc00']}".formatted(emoji)));

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT text, hashtags, langs FROM '%s'".formatted(file())))
                    .containsExactly(
                            List.of("a\0b", List.of("\0", "c\0"), List.of("")),
                            List.of("\uFFFD\u202E" + emoji, List.of("\uFFFD"), List.of()));
        }
    }

    static List<Table> tablesOfEvents() {
        return EventTables.ALL;
    }

    @ParameterizedTest
    @MethodSource("tablesOfEvents")
    void everyTableIsWritten(Table table) throws Exception {
        for (byte[] frame : Frames.ofEveryTable()) {
            if (rows.parse(frame, RECEIVED).table() == table) {
                write(table, frame);
            }
        }

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT epoch_us(indexed_at) FROM '%s'".formatted(file())))
                    .containsExactly(List.of(Frames.TIME_US));
        }
    }

    @Test
    void i3SameRowsMakeTheSameBytes() throws Exception {
        write(Table.POSTS, Frames.fullPost(), Frames.post("{'text':'x'}"));
        byte[] once = Files.readAllBytes(file());
        Files.writeString(file(), "left behind by a process that died".repeat(1000));

        write(Table.POSTS, Frames.fullPost(), Frames.post("{'text':'x'}"));

        assertThat(file()).hasBinaryContent(once);
    }

    @Test
    void nothingIsWrittenBesideTheFile() throws Exception {
        write(Table.POSTS, Frames.fullPost());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void bytesAreNoParquetFileWhenARowCannotBeWritten() throws Exception {
        try (TableWriter writer = TableWriter.open(Table.POSTS, file())) {
            writer.write(rows.parse(Frames.fullPost(), RECEIVED).record());
            GenericData.Record empty = new GenericData.Record(TableSchemas.of(Table.POSTS));
            assertThatException().isThrownBy(() -> writer.write(empty));
        }

        try (DuckDb duckDb = new DuckDb()) {
            assertThatException().isThrownBy(() -> duckDb.query("FROM '%s'".formatted(file())));
        }
    }

    /** Bounds in the statistics are cut to a length, and an engine must not take a cut one for a value. */
    @Test
    void i7BoundsAreTrue() throws Exception {
        String longest = "é".repeat(200);
        write(Table.FOLLOWS, follow(longest + "a"), follow(longest + "b"), follow("did:plc:bob"));

        try (DuckDb duckDb = new DuckDb()) {
            String table = "FROM '%s'".formatted(file());
            assertThat(duckDb.query("SELECT min(following_did), max(following_did) " + table))
                    .containsExactly(List.of("did:plc:bob", longest + "b"));
            assertThat(duckDb.query("SELECT count(*) %s WHERE following_did = '%sb'".formatted(table, longest)))
                    .containsExactly(List.of(1L));
        }
    }

    /** What a search needs to pass over a file that holds nothing of its period. */
    @Test
    void i7TimesHaveBounds() throws Exception {
        write(Table.POSTS, Frames.fullPost(), Frames.post("{}"));

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(
                            duckDb.query(
                                    """
                                    SELECT path_in_schema, stats_min_value, stats_max_value FROM parquet_metadata('%s')
                                    WHERE path_in_schema IN ('sort_at', 'indexed_at')"""
                                            .formatted(file())))
                    .containsExactly(
                            List.of("indexed_at", "2026-07-04 14:38:08.085434+00", "2026-07-04 14:38:08.085434+00"),
                            List.of("sort_at", "2026-07-04 14:38:06.24+00", "2026-07-04 14:38:08.085434+00"));
        }
    }

    /** A reader that knows which post it wants unpacks a page of each column, of which a row group has two. */
    @Test
    void pagesOfPostsHaveFewRows() throws Exception {
        write(Table.POSTS, Collections.nCopies(5_000, Frames.post("{'text':'x'}")).toArray(byte[][]::new));

        byte[] bytes = Files.readAllBytes(file());
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        FileMetaData metadata =
                Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - footer, footer));
        List<ColumnChunk> columns = metadata.getRow_groups().getFirst().getColumns();
        assertThat(columns).hasSameSizeAs(TableSchemas.columns(Table.POSTS)).allSatisfy(column -> {
            int at = Math.toIntExact(column.getOffset_index_offset());
            assertThat(Util.readOffsetIndex(new ByteArrayInputStream(bytes, at, column.getOffset_index_length()))
                            .getPage_locations())
                    .extracting(PageLocation::getFirst_row_index)
                    .containsExactly(0L, 2_048L);
        });
    }

    private static byte[] follow(String subject) {
        return Frames.commit("app.bsky.graph.follow", "create", "{'subject':'%s'}".formatted(subject));
    }

    private void write(Table table, byte[]... frames) throws IOException, MalformedEventException {
        try (TableWriter writer = TableWriter.open(table, file())) {
            for (byte[] frame : frames) {
                writer.write(rows.parse(frame, RECEIVED).record());
            }
            assertThat(writer.rows()).isEqualTo(frames.length);
        }
    }

    private Path file() {
        return folder.resolve("table.parquet");
    }
}
