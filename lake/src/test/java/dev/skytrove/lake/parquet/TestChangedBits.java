package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine makes of a file in which a bit is wrong. */
final class TestChangedBits {
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    /** Whatever zstd holds of a page, DuckDB finds that it changed; before the checksums it read most of it as it was. */
    @Test
    void i4ChangedBitOfAPagesContentIsFound() throws IOException, SQLException {
        Path file = folder.resolve("deletes.parquet");
        write(file);
        byte[] whole = Files.readAllBytes(file);
        int[] content = content(file, "rkey");
        for (int i = 0; i < 40; i++) {
            byte[] changed = whole.clone();
            int at = content[0] + (content[1] - content[0]) * i / 40;
            changed[at] ^= (byte) (1 << i % 8);
            Files.write(file, changed);

            assertThatExceptionOfType(SQLException.class).as("bit at %s", at).isThrownBy(() -> read(file));
        }
    }

    @Test
    void i4ChangedBitOfAFooterIsFound() throws IOException {
        Path file = folder.resolve("deletes.parquet");
        write(file);
        byte[] whole = Files.readAllBytes(file);
        assertThat(FileColumns.fault(file, Table.DELETES)).isEmpty();
        int tail = whole.length - 2 * Integer.BYTES;
        int start = tail - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);

        List<Integer> unnoticed = new ArrayList<>();
        for (int at = start; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file, changed);
            if (!isRefused(file)) {
                unnoticed.add(at);
            }
        }
        // Where its name is wrong there is no checksum, but nothing else is wrong then.
        int name = new String(whole, StandardCharsets.ISO_8859_1).indexOf("skytrove.footer.crc32");
        assertThat(unnoticed).allMatch(at -> at >= name && at < name + 23);
    }

    /** A wrong bit there would let engines pass over a row that hides others. */
    @Test
    void i4ChangedBitOfAnIndexOrBloomFilterIsFound() throws IOException, SQLException {
        Path file = folder.resolve("deletes.parquet");
        write(file);
        byte[] whole = Files.readAllBytes(file);
        int tail = whole.length - 2 * Integer.BYTES;
        int footer = tail - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
        int pagesEnd = pagesEnd(file);
        assertThat(footer - pagesEnd).isGreaterThan(BlockSplitBloomFilter.LOWER_BOUND_BYTES);

        for (int at = pagesEnd; at < footer; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file, changed);
            assertThat(FileColumns.fault(file, Table.DELETES)).as("bit at %s", at).isPresent();
        }
    }

    private static int pagesEnd(Path file) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            List<Object> row = duckDb.query("SELECT max(coalesce(dictionary_page_offset, data_page_offset)"
                            + " + total_compressed_size) FROM parquet_metadata('" + file + "')")
                    .getFirst();
            return ((Number) row.getFirst()).intValue();
        }
    }

    /** Headers of pages and indexes too, which no engine compares with anything. */
    @Test
    void i4ChangedBitOfAnythingBeforeTheFooterIsFound() throws IOException {
        Path file = folder.resolve("deletes.parquet");
        write(file);
        assertThat(PageSum.isWrong(file)).isFalse();
        byte[] whole = Files.readAllBytes(file);
        int tail = whole.length - 2 * Integer.BYTES;
        int start = tail - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
        for (int at = 0; at < start; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file, changed);

            assertThat(PageSum.isWrong(file)).as("bit at %s", at).isTrue();
        }
    }

    private static boolean isRefused(Path file) {
        try {
            return FileColumns.fault(file, Table.DELETES).isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    /** Where the zstd frame of a column's page of data is: its header's length differs, the frame's magic does not. */
    private static int[] content(Path file, String column) throws IOException, SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            List<Object> row = duckDb.query("SELECT data_page_offset, total_compressed_size FROM parquet_metadata('"
                            + file + "') WHERE path_in_schema = '" + column + "'")
                    .getFirst();
            int start = ((Number) row.get(0)).intValue();
            int end = start + ((Number) row.get(1)).intValue();
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return new int[] {bytes.indexOf("(\u00b5/\u00fd", start), end};
        }
    }

    private static List<List<Object>> read(Path file) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            return duckDb.query("SELECT author_did, rkey, rev, collection FROM '" + file + "'");
        }
    }

    private static void write(Path file) throws IOException {
        Schema schema = TableSchemas.of(Table.DELETES);
        try (TableWriter writer = TableWriter.open(Table.DELETES, file)) {
            for (int i = 0; i < ROWS; i++) {
                GenericRecord row = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    boolean text = field.schema().getType() == Schema.Type.STRING;
                    row.put(field.name(), text ? field.name() + i * 7919 % 1000 : (Object) (long) i);
                }
                writer.write(row);
            }
        }
    }
}
