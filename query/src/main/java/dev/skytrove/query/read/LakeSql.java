package dev.skytrove.query.read;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a statement reads of files of a table, whichever versions wrote them. */
public final class LakeSql {
    /** Some files, to stand behind FROM. Newer ones may have columns that older ones lack (I7). */
    public static final String PARQUET = "read_parquet(?, hive_partitioning = false, union_by_name = true)";

    private LakeSql() {}

    /**
     * A table of the rows of some files, to stand behind FROM. Its one parameter is the list of their paths. It has every
     * column, also if no file has one that was added later (I7): DuckDB refuses the name of a column that none has.
     */
    public static String rows(Table table) {
        return rows(TableSchemas.columns(table));
    }

    /** The same with the place of each row in its file, {@code file_row_number}. */
    public static String numberedRows(Table table) {
        return rows(TableSchemas.columns(table), "*, file_row_number");
    }

    /** The rows of some files with these columns, to stand behind FROM. */
    public static String rows(List<Column> columns) {
        return rows(columns, "*");
    }

    /** Whether SQL of ours names a column that was added to a table later. */
    public static boolean namesAdded(Table table, String sql) {
        Set<String> words = new HashSet<>(List.of(sql.split("\\W+", -1)));
        return TableSchemas.columns(table).stream().filter(Column::added).map(Column::name).anyMatch(words::contains);
    }

    /**
     * The same with something else selected of each file.
     *
     * @param selected SQL of ours
     */
    public static String rows(List<Column> columns, String selected) {
        List<Column> added = columns.stream().filter(Column::added).toList();
        if (added.isEmpty() && selected.equals("*")) {
            return PARQUET;
        }
        if (added.isEmpty()) {
            return "(SELECT " + selected + " FROM " + PARQUET + ")";
        }
        String nulls = added.stream()
                .map(column -> "NULL::" + type(column) + " AS " + column.name())
                .collect(Collectors.joining(", "));
        return "(SELECT " + selected + " FROM " + PARQUET + " UNION ALL BY NAME SELECT " + nulls + " WHERE false)";
    }

    private static String type(Column column) {
        return switch (column.type()) {
            case TEXT -> "VARCHAR";
            case DOUBLE -> "DOUBLE";
            case TEXTS -> "VARCHAR[]";
            case TIME -> "TIMESTAMPTZ";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case FLAG -> "BOOLEAN";
        };
    }
}
