package dev.skytrove.testing.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a lake as a stranger would: from the names of its files and the files themselves, with DuckDB. Is strict where
 * a stranger would be misled: a foreign name, a column too many, another type, or a row in the wrong hour fails.
 */
public final class LakeReader {
    private final List<LakeObject> objects;

    private LakeReader(List<LakeObject> objects) {
        this.objects = objects;
    }

    /**
     * A reader of the lake below a directory, as it stands now.
     *
     * @param storage what SKYTROVE_STORAGE names, or a copy of it; its folder {@code lake} is read
     * @throws AssertionError if a file of the lake has a name that no file may have
     */
    public static LakeReader of(Path storage) {
        return new LakeReader(LakeObject.live(LakeObject.list(storage)));
    }

    /** The names of the live files, relative to the storage. */
    public List<String> files() {
        return objects.stream().map(LakeObject::name).toList();
    }

    /**
     * All rows of all live files, by table.
     *
     * @throws AssertionError if a file's columns are not those of its table, or a row lies in another hour's file
     */
    public Map<String, List<Row>> read() {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String table : TableColumns.names()) {
                tables.put(table, read(connection, table));
            }
        } catch (SQLException e) {
            throw new AssertionError("the lake cannot be read: " + e.getMessage(), e);
        }
        return tables;
    }

    /** How many rows each table has; tables without rows are among them. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        read().forEach((table, rows) -> counts.put(table, (long) rows.size()));
        return counts;
    }

    private List<Row> read(Connection connection, String table) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (LakeObject object : objects) {
            if (object.table().equals(table)) {
                requireColumns(connection, object);
                readFile(connection, object, rows);
            }
        }
        return rows;
    }

    /** The columns that are known must be there in their order; what was added behind them is held by the golden schemas. */
    private static void requireColumns(Connection connection, LakeObject object) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source(object))) {
            while (described.next()) {
                columns.add(described.getString("column_name") + "=" + described.getString("column_type"));
            }
        }
        List<String> expected = new ArrayList<>();
        TableColumns.of(object.table()).forEach((name, type) -> expected.add(name + "=" + type));
        if (!columns.subList(0, Math.min(columns.size(), expected.size())).equals(expected)) {
            throw new AssertionError(object.name() + " has the columns\n  " + columns + "\nand not\n  " + expected);
        }
    }

    private static void readFile(Connection connection, LakeObject object, List<Row> rows) throws SQLException {
        Map<String, String> types = TableColumns.of(object.table());
        List<String> columns = List.copyOf(types.keySet());
        String selected = types.entrySet().stream().map(LakeReader::expression).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + selected + " FROM " + source(object))) {
            while (result.next()) {
                List<Object> values = new ArrayList<>(columns.size());
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(value(result, i, types.get(columns.get(i - 1))));
                }
                rows.add(inItsHour(new Row(columns, values), object));
            }
        }
    }

    /** Times are read as microseconds: the driver's own conversion would go through this machine's time zone. */
    private static String expression(Map.Entry<String, String> column) {
        String name = '"' + column.getKey() + '"';
        return column.getValue().startsWith("TIMESTAMP") ? "epoch_us(" + name + ")" : name;
    }

    private static Object value(ResultSet result, int index, String type) throws SQLException {
        Object value = result.getObject(index);
        if (value instanceof Array array) {
            return Arrays.stream((Object[]) array.getArray()).map(String.class::cast).toList();
        }
        return value instanceof Long micros && type.startsWith("TIMESTAMP")
                ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
                : value;
    }

    private static Row inItsHour(Row row, LakeObject object) {
        if (!row.time("indexed_at").truncatedTo(ChronoUnit.HOURS).equals(object.hour())) {
            throw new AssertionError(object.name() + " holds a row of another hour: " + row);
        }
        return row;
    }

    private static String source(LakeObject object) {
        String file = object.file().toAbsolutePath().toString().replace("'", "''");
        return "read_parquet('" + file + "', hive_partitioning = false)";
    }

    /** The size of all live files together, in bytes. */
    public long bytes() {
        return objects.stream().mapToLong(object -> size(object.file())).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
