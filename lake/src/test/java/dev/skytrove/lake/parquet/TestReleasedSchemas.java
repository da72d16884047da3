package dev.skytrove.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.Recording;
import dev.skytrove.lake.schema.ColumnType;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the schemas to what was released: one folder for each version under {@code src/test/golden/schema}, in it a
 * file for each table that was new or changed then, in it a line for each node of the Parquet schema.
 */
final class TestReleasedSchemas {
    private static final Path RELEASED = Path.of("src/test/golden/schema");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Table.class)
    void i7NewestReleaseIsWhatIsWritten(Table table) throws IOException, SQLException {
        List<Path> released = released(table);

        assertThat(released).as("files %s/v*/%s.txt", RELEASED, table.label()).isNotEmpty();
        assertThat(written(table))
                .as("to add a column, raise TableSchemas.VERSION and put what is written now into %s/v%s/%s.txt",
                        RELEASED, TableSchemas.VERSION, table.label())
                .isEqualTo(Files.readAllLines(released.getLast()));
    }

    /** Whatever read the lake once reads it still. */
    @ParameterizedTest
    @EnumSource(Table.class)
    void i7OnlyNullableColumnsAreEverAdded(Table table) throws IOException, SQLException {
        List<String> now = written(table);
        for (Path version : released(table)) {
            List<String> then = Files.readAllLines(version);
            assertThat(now).as("columns of %s", version).startsWith(then.toArray(String[]::new));
            assertThat(now.subList(then.size(), now.size())).allMatch(column -> column.contains(" OPTIONAL "));
        }
    }

    @Test
    void i7VersionIsThatOfTheNewestSchemas() throws IOException {
        assertThat(number(versions().getLast())).isEqualTo(TableSchemas.VERSION);
    }

    /** What others go by. */
    @ParameterizedTest
    @EnumSource(Table.class)
    void i7DocumentNamesTheColumnsInTheirOrder(Table table) throws IOException {
        String columns = TableSchemas.columns(table).stream()
                .map(column -> column.type() == ColumnType.TEXTS ? column.name() + "[]" : column.name())
                .collect(Collectors.joining(", "));
        Pattern row = Pattern.compile("(?m)^[|] ([a-z]+, )*" + table.label() + "(, [a-z]+)* [|] (.*) [|]$");
        Matcher documented = row.matcher(Files.readString(Recording.projectRoot().resolve("docs/formats.md")));

        assertThat(documented.find()).as("a row of %s in the table of docs/formats.md", table.label()).isTrue();
        assertThat(documented.group(3).replaceFirst(", then a DOUBLE.*", "").replaceAll(" \\(.*?\\)", "")).isEqualTo(columns);
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

    /** The files of a table, the oldest first. */
    private static List<Path> released(Table table) throws IOException {
        return versions().stream()
                .map(version -> version.resolve(table.label() + ".txt"))
                .filter(Files::exists)
                .toList();
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
