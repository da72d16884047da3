package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestParquetEnd {
    private static final long FIRST = 1_751_639_400_000_001L;

    @TempDir
    private Path directory;

    @Test
    void rowsAndTimesAreThoseWritten() throws IOException {
        Path file = directory.resolve("deletes.parquet");
        try (TableWriter writer = TableWriter.open(Table.DELETES, file)) {
            for (int i = 0; i < 1000; i++) {
                // Not in order of time.
                writer.write(row(FIRST + (i * 7919L) % 1000));
            }
        }

        assertThat(read(file))
                .isEqualTo(new ParquetEnd(
                        1000,
                        Optional.of(Instant.parse("2025-07-04T14:30:00.000001Z")),
                        Optional.of(Instant.parse("2025-07-04T14:30:00.001Z"))));
    }

    @Test
    void fileWithoutRowsHasNoTimes() throws IOException {
        Path file = directory.resolve("deletes.parquet");
        TableWriter.open(Table.DELETES, file).close();

        assertThat(read(file)).isEqualTo(new ParquetEnd(0, Optional.empty(), Optional.empty()));
    }

    /** Other writers may make other footers: one of many row groups is longer than what is read at first. */
    @Test
    void longFooterIsReadWhole() throws IOException, SQLException {
        Path file = directory.resolve("deletes.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (SELECT 'did:plc:' || i AS author_did, TIMESTAMPTZ '2026-07-04 14:00:00' + INTERVAL 1 SECOND * i"
                    + " AS indexed_at FROM range(600000) t(i)) TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        }

        assertThat(read(file))
                .isEqualTo(new ParquetEnd(
                        600_000,
                        Optional.of(Instant.parse("2026-07-04T14:00:00Z")),
                        Optional.of(Instant.parse("2026-07-11T12:39:59Z"))));
    }

    @Test
    void whatIsNotParquetIsSaid() throws IOException {
        byte[] magic = {'P', 'A', 'R', '1'};
        for (byte[] content : new byte[][] {
            {}, magic, new byte[100], bytes(200, magic), bytes(0x7fffffff, magic), bytes(40, magic)
        }) {
            Path file = Files.write(directory.resolve("no.parquet"), content);
            assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void changedByteOfAFooterIsNoOtherNumberOfRows() throws IOException {
        Path file = directory.resolve("deletes.parquet");
        try (TableWriter writer = TableWriter.open(Table.DELETES, file)) {
            writer.write(row(FIRST));
        }
        byte[] whole = Files.readAllBytes(file);
        int length = ParquetEnd.footerLength(whole);
        int refused = 0;
        for (int place = whole.length - 8 - length; place < whole.length - 8; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 2;
            Files.write(file, changed);
            try {
                assertThat(read(file).rows()).as("byte %s", place).isEqualTo(1);
            } catch (IOException e) {
                refused++;
            }
        }
        // All but those of the checksum's name, without which it is another writer's.
        assertThat(refused).isGreaterThan(length - 40);
    }

    /** A hundred bytes that claim a footer of some length. */
    private static byte[] bytes(int footer, byte[] magic) {
        byte[] content = new byte[100];
        Arrays.fill(content, (byte) 0x5a);
        for (int i = 0; i < 4; i++) {
            content[92 + i] = (byte) (footer >> (8 * i));
            content[96 + i] = magic[i];
        }
        return content;
    }

    private static GenericRecord row(long indexedAt) {
        GenericRecord row = new GenericData.Record(TableSchemas.of(Table.DELETES));
        for (String column : new String[] {"uri", "author_did", "collection", "rkey", "rev"}) {
            row.put(column, column);
        }
        row.put("indexed_at", indexedAt);
        return row;
    }

    private ParquetEnd read(Path file) throws IOException {
        try (ObjectStore store = ObjectStores.open("file://" + directory, Map.of())) {
            return ParquetEnd.read(store, file.getFileName().toString(), Files.size(file));
        }
    }
}
