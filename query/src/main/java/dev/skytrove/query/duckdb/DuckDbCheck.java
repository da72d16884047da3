package dev.skytrove.query.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Whether DuckDB's library works in this process. */
public final class DuckDbCheck {
    private static final String SUM = "499500";

    private DuckDbCheck() {}

    /**
     * Asks for its version, and for what it must refuse: that refusal comes from native code.
     *
     * @return what was found, in a few words
     * @throws SQLException if it does not answer
     */
    public static String query() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String version = first(statement, "SELECT version()");
            try {
                throw new IllegalStateException(
                        "a table that is not there has " + first(statement, "SELECT count(*) FROM absent") + " rows");
            } catch (SQLException expected) {
                return "DuckDB " + version + "; a wrong query was refused";
            }
        }
    }

    /**
     * Writes a Parquet file and reads it back.
     *
     * @return what was found, in a few words
     * @throws SQLException if DuckDB cannot do either
     */
    public static String parquet() throws SQLException, IOException {
        Path directory = Files.createTempDirectory("skytrove-selfcheck-");
        Path file = directory.resolve("numbers.parquet");
        String literal = "'" + file.toString().replace("'", "''") + "'";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT range AS number, 'number ' || range AS text FROM range(1000)) TO " + literal
                    + " (FORMAT parquet, COMPRESSION zstd)");
            String sum = first(statement, "SELECT sum(number) FROM " + literal + " WHERE text LIKE 'number%'");
            if (!sum.equals(SUM)) {
                throw new IllegalStateException("the numbers written sum up to " + SUM + ", those read to " + sum);
            }
            return "1000 rows came back from " + Files.size(file) + " bytes";
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("autoinstall_known_extensions", "false");
        return DuckDb.connect(properties);
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
