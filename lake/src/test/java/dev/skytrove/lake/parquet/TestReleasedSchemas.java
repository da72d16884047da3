package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the schemas to what was released: one folder for each version under {@code src/test/golden/schema}, in it a
 * file for each table, in it a line for each node of the Parquet schema.
 */
final class TestReleasedSchemas {
    private static final Path RELEASED = Path.of("src/test/golden/schema");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Table.class)
    void i7NewestReleaseIsWhatIsWritten(Table table) throws IOException, SQLException {
        assertThat(written(table))
                .as("to add a column, copy the newest folder of %s to the next version and add it there", RELEASED)
                .isEqualTo(released(versions().getLast(), table));
    }

    /** Whatever read the lake once reads it still. */
    @ParameterizedTest
    @EnumSource(Table.class)
    void i7OnlyNullableColumnsAreEverAdded(Table table) throws IOException, SQLException {
        List<String> now = written(table);
        for (Path version : versions()) {
            if (Files.notExists(version.resolve(table.label() + ".txt"))) {
                continue; // The table came later.
            }
            List<String> then = released(version, table);
            assertThat(now).as("columns of %s", version).startsWith(then.toArray(String[]::new));
            assertThat(now.subList(then.size(), now.size())).allMatch(column -> column.contains(" OPTIONAL "));
        }
    }

    private List<String> written(Table table) throws IOException, SQLException {
        Path file = folder.resolve(table.label() + ".parquet");
        TableWriter.open(table, file).close();
        try (DuckDb duckDb = new DuckDb()) {
            return duckDb
                    .query(
                            """
                            SELECT concat_ws(' ', name, repetition_type, type, converted_type)
                            FROM parquet_schema('%s') OFFSET 1"""
                                    .formatted(file))
                    .stream()
                    .map(row -> row.getFirst().toString())
                    .toList();
        }
    }

    private static List<String> released(Path version, Table table) throws IOException {
        return Files.readAllLines(version.resolve(table.label() + ".txt"));
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> versions = Files.list(RELEASED)) {
            return versions.sorted(Comparator.comparingInt(TestReleasedSchemas::number)).toList();
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString().substring(1));
    }
}
