package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestTableReader {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private static final String DELETE =
            "SELECT 'at://a/c/k' AS uri, 'a' AS author_did, 'c' AS collection, 'k' AS rkey, 'r' AS rev,"
                    + " TIMESTAMPTZ '2026-07-04 14:38:08.085434+00' AS indexed_at";

    @TempDir
    Path folder;

    @Test
    void rowsComeBackAsTheyWereWrittenInEveryTable() throws Exception {
        EventRows rows = new EventRows();
        List<String> written = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (byte[] frame : Frames.ofEveryTable()) {
            var row = rows.parse(frame, RECEIVED);
            try (TableWriter writer = TableWriter.open(row.table(), file())) {
                writer.write(row.record());
                writer.write(row.record());
            }
            written.add(row.record().toString());
            List<GenericRecord> found = read(row.table());
            assertThat(found).hasSize(2);
            read.add(found.getLast().toString());
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void textsOfAnyKindComeBack() throws Exception {
        var row = new EventRows().parse(Frames.post("{'text':'a\\u0000b\\ud83d\\ude00','tags':['','\\u0000']}"), RECEIVED);
        try (TableWriter writer = TableWriter.open(Table.POSTS, file())) {
            writer.write(row.record());
        }

        GenericRecord read = read(Table.POSTS).getFirst();
        assertThat(read.get("text")).hasToString("a\0b\ud83d\ude00");
        assertThat(read.get("hashtags").toString()).isEqualTo(row.record().get("hashtags").toString());
    }

    /** I7: the file of another writer, whose columns are all nullable. */
    @Test
    void i7FilesOfOtherEnginesAreRead() throws Exception {
        copy(DELETE);

        assertThat(read(Table.DELETES))
                .singleElement()
                .hasToString("{\"uri\": \"at://a/c/k\", \"author_did\": \"a\", \"collection\": \"c\", \"rkey\": \"k\","
                        + " \"rev\": \"r\", \"indexed_at\": 1783175888085434}");
    }

    @Test
    void i7ColumnsThatAFileLacksAreNull() throws Exception {
        var row = new EventRows().parse(Frames.fullPost(), RECEIVED);
        Path now = folder.resolve("now.parquet");
        try (TableWriter writer = TableWriter.open(Table.POSTS, now)) {
            writer.write(row.record());
        }
        copy("SELECT * EXCLUDE (text_folded) FROM '%s'".formatted(now));

        GenericRecord read = read(Table.POSTS).getFirst();
        row.record().put("text_folded", null);
        assertThat(read).hasToString(row.record().toString());
    }

    @Test
    void i7ColumnsOfANewerReleaseAreNotLeftOut() throws Exception {
        copy(DELETE + ", 1 AS reason");

        assertThatExceptionOfType(UnknownColumnsException.class)
                .isThrownBy(() -> read(Table.DELETES))
                .withMessageContaining("[reason]");
    }

    /** A page has a checksum. What lies between pages tells how to read them, or is not asked. */
    @Test
    void changedByteIsFoundOrChangesNoRow() throws Exception {
        var row = new EventRows().parse(Frames.fullPost(), RECEIVED);
        try (TableWriter writer = TableWriter.open(Table.POSTS, file())) {
            writer.write(row.record());
        }
        byte[] bytes = Files.readAllBytes(file());
        int found = 0;
        for (int i = 4; i < bytes.length / 4; i += 7) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            Files.write(file(), changed);
            try {
                assertThat(read(Table.POSTS)).as("byte %s", i).singleElement().hasToString(row.record().toString());
            } catch (IOException e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    private List<GenericRecord> read(Table table) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        try (TableReader reader = TableReader.open(table, file())) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            assertThat(reader.rows()).isEqualTo(rows.size());
        }
        return rows;
    }

    private void copy(String select) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(select, file()));
        }
    }

    private Path file() {
        return folder.resolve("table.parquet");
    }
}
