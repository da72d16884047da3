package dev.skytrove.bench.search;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The peer: DuckDB asked over all files of posts by glob, where they are on the local disk, with its defaults. */
final class PlainDuckDb implements AutoCloseable {
    private final Connection connection;
    private final String files;

    PlainDuckDb(Path lake) throws SQLException {
        connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        files = lake.resolve("lake/posts/*/*/*/*/*.parquet").toString();
    }

    /** Asks twice. @return how long the faster one took, to the last row, in milliseconds */
    double ask(Question question) throws SQLException {
        return Math.min(once(question), once(question));
    }

    /** An account; see {@link LakeOfDays#author}. */
    String author(int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return LakeOfDays.author(statement, number);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private double once(Question question) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question.plain().replace("$files", files))) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
