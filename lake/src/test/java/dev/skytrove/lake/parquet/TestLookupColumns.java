package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine finds out by the Bloom filters that a row group has no row of a value. */
final class TestLookupColumns {
    private static final int ROWS = 1000;

    @TempDir
    Path folder;

    @Test
    void engineTellsWhichValuesARowGroupHasNot() throws IOException, SQLException {
        Path file = folder.resolve("deletes.parquet");
        write(Table.DELETES, file, "rkey");

        assertThat(excludes(file, "rkey", "value 0")).containsExactly(false);
        assertThat(excludes(file, "rkey", "value 999")).containsExactly(false);
        assertThat(excludes(file, "rkey", "value 1001")).containsExactly(true);
    }

    /** An account that writes much is in a dictionary. */
    @Test
    void columnWithADictionaryHasOneToo() throws IOException, SQLException {
        Path file = folder.resolve("posts.parquet");
        write(Table.POSTS, file, "author_did");

        assertThat(excludes(file, "author_did", "value 3")).containsExactly(false);
        assertThat(excludes(file, "author_did", "value -3")).containsExactly(true);
    }

    @Test
    void valuesThatAreNullAreInNone() throws IOException, SQLException {
        Path file = folder.resolve("likes.parquet");
        write(Table.LIKES, file, "uri");

        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(bloom_filter_offset) FROM parquet_metadata('" + file + "')"))
                    .containsExactly(List.of(0L));
        }
    }

    /** Of any length, as the hash goes through long values otherwise than through short ones. */
    @Test
    void engineFindsValuesOfAnyLength() throws IOException, SQLException {
        Path file = folder.resolve("likes.parquet");
        Schema schema = TableSchemas.of(Table.LIKES);
        try (TableWriter writer = TableWriter.open(Table.LIKES, file)) {
            for (int length = 0; length < 100; length++) {
                GenericRecord row = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    row.put(field.pos(), field.name().equals("subject_uri") ? value(length) : empty(field.schema()));
                }
                writer.write(row);
            }
        }

        for (int length = 0; length < 100; length++) {
            assertThat(excludes(file, "subject_uri", value(length))).as("length %s", length).containsExactly(false);
        }
        assertThat(excludes(file, "subject_uri", value(100))).containsExactly(true);
    }

    private static String value(int length) {
        return "ä0123456789bcdefghijklmnopqrstuvwxyz".repeat(4).substring(0, length);
    }

    private static List<Object> excludes(Path file, String column, String value) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            return duckDb.query("SELECT bloom_filter_excludes FROM parquet_bloom_probe('" + file + "', '" + column + "', '"
                            + value + "')").stream()
                    .map(List::getFirst)
                    .toList();
        }
    }

    /** Rows of which one text column has values, all different, and any other text is null or empty. */
    private static void write(Table table, Path file, String column) throws IOException {
        Schema schema = TableSchemas.of(table);
        try (TableWriter writer = TableWriter.open(table, file)) {
            for (int i = 0; i < ROWS; i++) {
                GenericRecord row = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    row.put(field.pos(), field.name().equals(column) ? "value " + i : empty(field.schema()));
                }
                writer.write(row);
            }
        }
    }

    private static Object empty(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> null;
            case STRING -> "";
            case ARRAY -> List.of();
            case BOOLEAN -> false;
            case INT -> 0;
            case LONG -> 0L;
            default -> throw new AssertionError("no type of a column: " + schema);
        };
    }
}
