package dev.skytrove.lake.parquet;

import com.github.luben.zstd.Zstd;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;

/** Whether Parquet and zstd work in this process. */
public final class ParquetCheck {
    private static final int ROWS = 1000;

    private ParquetCheck() {}

    /**
     * Writes a table into a temporary file and reads it back.
     *
     * @return what was found, in a few words
     * @throws IllegalStateException if the file does not hold what was written
     */
    public static String parquet() throws IOException {
        Path file = Files.createTempFile("skytrove-selfcheck-", ".parquet");
        try {
            write(file);
            byte[] content = Files.readAllBytes(file);
            FileMetaData footer = ParquetEnd.footer(content, content.length);
            if (footer.getNum_rows() != ROWS) {
                throw new IllegalStateException("wrote " + ROWS + " rows, read " + footer.getNum_rows());
            }
            requireReadable(file);
            requireParts(content, file);
            ColumnMetaData column =
                    footer.getRow_groups().getFirst().getColumns().getFirst().getMeta_data();
            return footer.getNum_rows() + " rows, " + column.getCodec();
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Compresses a text and decompresses it.
     *
     * @return what was found, in a few words
     * @throws IllegalStateException if it comes back changed
     */
    public static String zstd() {
        byte[] text = "0123456789".repeat(ROWS).getBytes(StandardCharsets.US_ASCII);
        byte[] compressed = Zstd.compress(text);
        if (!Arrays.equals(Zstd.decompress(compressed, text.length), text)) {
            throw new IllegalStateException("a text did not survive compression");
        }
        return text.length + " bytes as " + compressed.length;
    }

    /** That a row group can be read alone, as searches of a bucket do; the file is then that row group. */
    private static void requireParts(byte[] content, Path file) throws IOException {
        GroupTable table = GroupTable.decode(GroupTable.read(
                        (offset, length) -> Arrays.copyOfRange(content, (int) offset, (int) offset + length),
                        content.length,
                        content.length / 2)
                .encode());
        if (table.groups().size() != 1) {
            throw new IllegalStateException("one row group was written, " + table.groups().size() + " can be read alone");
        }
        GroupTable.Group group = table.groups().getFirst();
        if (!table.file(group).write(content, Math.toIntExact(group.offset()), file)
                || !table.mayHaveKey(group, List.of("rkey7"))
                || ParquetEnd.footer(Files.readAllBytes(file), group.fileSize()).getNum_rows() != ROWS) {
            throw new IllegalStateException("a row group cannot be read alone");
        }
        requireReadable(file);
    }

    private static void write(Path file) throws IOException {
        Schema schema = TableSchemas.of(Table.DELETES);
        try (TableWriter writer = TableWriter.open(Table.DELETES, file)) {
            for (int i = 0; i < ROWS; i++) {
                writer.write(row(schema, i));
            }
        }
    }

    private static GenericRecord row(Schema schema, int number) {
        GenericRecord row = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            boolean text = field.schema().getType() == Schema.Type.STRING;
            row.put(field.name(), text ? field.name() + number : (Object) (long) number);
        }
        return row;
    }

    private static void requireReadable(Path file) throws IOException {
        try (TableReader reader = TableReader.open(Table.DELETES, file)) {
            int rows = 0;
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                String expected = "uri" + rows;
                if (!row.get().get("uri").toString().equals(expected)) {
                    throw new IllegalStateException("wrote the row " + expected + ", read " + row.get().get("uri"));
                }
                rows++;
            }
        }
    }
}
