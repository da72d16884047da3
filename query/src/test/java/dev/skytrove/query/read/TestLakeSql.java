package dev.skytrove.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestLakeSql {
    private static final Column NAME = new Column("name", ColumnType.TEXT, false, false);

    @TempDir
    private Path folder;

    /** The first month after a column was added has no file with it, whatever its type. */
    @ParameterizedTest
    @EnumSource(ColumnType.class)
    void i7ColumnThatNoFileHasIsNull(ColumnType type) throws SQLException {
        Column added = new Column("added", type, true, true);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            String old = folder.resolve("old.parquet").toString();
            String later = folder.resolve("later.parquet").toString();
            String value = type == ColumnType.TEXTS ? "['x']" : type == ColumnType.TEXT ? "'x'" : "NULL";
            run(connection, "COPY (SELECT 'a' AS name) TO '" + old + "' (FORMAT parquet)");
            run(connection, "COPY (SELECT 'b' AS name, " + value + " AS added) TO '" + later + "' (FORMAT parquet)");
            String sql = "SELECT name || (added IS NULL) FROM " + LakeSql.rows(List.of(NAME, added)) + " ORDER BY name";

            assertThat(list(connection, sql, old)).containsExactly("atrue");
            boolean isNull = value.equals("NULL");
            assertThat(list(connection, sql, later)).containsExactly("b" + isNull);
            assertThat(list(connection, sql, old, later)).containsExactly("atrue", "b" + isNull);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static List<String> list(Connection connection, String sql, Object... paths) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, connection.createArrayOf("VARCHAR", paths));
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
