package dev.skytrove.query.duckdb;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** One in-memory instance of DuckDB. All methods may be called from any thread. */
public final class DuckDb implements AutoCloseable {
    /** A result up to this many rows is found by its sort columns first, the other columns are read for it alone. */
    public static final int SMALL_RESULT = 4096;

    private final ScratchDirectory scratch;
    private final DuckDBConnection root;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-watchdog").factory());

    private DuckDb(ScratchDirectory scratch, DuckDBConnection root) {
        this.scratch = scratch;
        this.root = root;
    }

    /**
     * Opens an empty instance.
     *
     * @throws QueryFailedException if it cannot be opened
     */
    public static DuckDb open(DuckDbSettings settings) {
        ScratchDirectory scratch = ScratchDirectory.in(settings.scratchRoot());
        try {
            return new DuckDb(scratch, connect(settings, scratch.path()));
        } catch (SQLException e) {
            scratch.close();
            throw new QueryFailedException("DuckDB cannot be opened", e);
        }
    }

    /** A session for one query, which is stopped when it takes longer than {@code limit}. */
    public Session session(Duration limit) {
        try {
            return new Session(root.duplicate(), watchdog, limit);
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB has no further connection", e);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        try (scratch) {
            root.close();
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB cannot be closed", e);
        }
    }

    private static DuckDBConnection connect(DuckDbSettings settings, Path scratch) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", text(settings.memory()));
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty("temp_directory", scratch.toString());
        properties.setProperty("max_temp_directory_size", text(settings.scratchSize()));
        properties.setProperty("late_materialization_max_rows", Integer.toString(SMALL_RESULT));
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        DuckDBConnection connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
        shutIn(connection, settings.readable());
        return connection;
    }

    private static void shutIn(DuckDBConnection connection, List<Path> readable) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET allowed_directories = " + directories(readable));
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The pattern that stands for a path and nothing else: {@code read_parquet} takes patterns. */
    public static String pattern(Path path) {
        return path.toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String text(DataSize size) {
        return size.bytes() + "B";
    }

    private static String directories(List<Path> paths) {
        // What is compared with them is a pattern first, then the path that it stands for.
        return paths.stream()
                .flatMap(path -> Stream.of(path.toString(), pattern(path)))
                .distinct()
                .map(path -> "'" + path.replace("'", "''") + "/'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
