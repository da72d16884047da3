package dev.skytrove.bench.analytics;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.duckdb.DuckDBDriver;

/** DuckDB with all processors and two GiB of memory. */
final class Engine implements AutoCloseable {
    private final Connection connection;

    private Engine(Connection connection) {
        this.connection = connection;
    }

    /** @param scratch where it puts what does not fit into memory */
    static Engine open(Path scratch) throws SQLException {
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '2GiB'");
            statement.execute("SET temp_directory = '" + scratch.resolve("duckdb") + "'");
        }
        return new Engine(connection);
    }

    /** Asks each question so many times, one after the other. */
    List<Answer> ask(List<Question> questions, Function<Question, String> sql, int runs) throws SQLException {
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions) {
            double best = Double.MAX_VALUE;
            List<List<String>> rows = List.of();
            for (int run = 0; run < runs; run++) {
                long begun = System.nanoTime();
                rows = rows(sql.apply(question));
                best = Math.min(best, (System.nanoTime() - begun) / 1e9);
            }
            answers.add(new Answer(best, rows));
        }
        return answers;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
