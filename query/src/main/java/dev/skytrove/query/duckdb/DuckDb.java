package dev.skytrove.query.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** One in-memory instance of DuckDB. All methods may be called from any thread. */
public final class DuckDb implements AutoCloseable {
    private static final Pattern WILDCARD = Pattern.compile("[\\[*?]");

    private final ScratchDirectory scratch;
    private final CompletableFuture<DuckDBConnection> root = new CompletableFuture<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-watchdog").factory());

    private DuckDb(ScratchDirectory scratch) {
        this.scratch = scratch;
    }

    /**
     * Begins to open an empty instance, on a thread of its own: a process that starts has other things to do meanwhile.
     * Whoever needs it waits for it.
     */
    public static DuckDb open(DuckDbSettings settings) {
        DuckDb duckDb = new DuckDb(ScratchDirectory.in(settings.scratchRoot()));
        Thread.ofPlatform().daemon().name("query-open").start(() -> duckDb.connect(settings));
        return duckDb;
    }

    /**
     * Waits until it is open.
     *
     * @throws QueryFailedException if it cannot be opened
     */
    public void awaitOpen() {
        root();
    }

    /** A session for one query, which is stopped when it takes longer than {@code limit}. */
    public Session session(Duration limit) {
        try {
            return new Session(root().duplicate(), watchdog, limit);
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB has no further connection", e);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        try (scratch) {
            if (!isFailed()) {
                root().close();
            }
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB cannot be closed", e);
        }
    }

    private void connect(DuckDbSettings settings) {
        try {
            root.complete(connect(settings, scratch.path()));
        } catch (Throwable e) {
            // Its library may be missing, which is no exception.
            root.completeExceptionally(e);
        }
    }

    private DuckDBConnection root() {
        try {
            return root.join();
        } catch (CompletionException e) {
            throw new QueryFailedException("DuckDB cannot be opened", e.getCause());
        }
    }

    private boolean isFailed() {
        return root.handle((connection, failure) -> failure != null).join();
    }

    private static DuckDBConnection connect(DuckDbSettings settings, Path scratch) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            for (String setting : sql(settings, scratch)) {
                SqlLog.add("SET " + setting);
                statement.execute("SET " + setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Not as properties of the connection: a limit of the scratch directory given so is forgotten. */
    private static List<String> sql(DuckDbSettings settings, Path scratch) {
        return List.of(
                "TimeZone = 'UTC'",
                "memory_limit = '" + settings.memory().bytes() + "B'",
                "threads = " + settings.threads(),
                "temp_directory = " + quoted(scratch.toString()),
                "max_temp_directory_size = '" + settings.scratchSize().bytes() + "B'",
                // It reads files a second time for the columns that sorting does not need; ours are read for little more
                // than what is shown.
                "late_materialization_max_rows = 0",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                "allowed_directories = " + directories(settings.readable()),
                "enable_external_access = false",
                "lock_configuration = true");
    }

    /** The pattern that stands for a path and nothing else: {@code read_parquet} takes patterns. */
    public static String pattern(Path path) {
        return WILDCARD.matcher(path.toString()).replaceAll("[$0]");
    }

    /** What is compared with them is a pattern first, then the path that it stands for. */
    private static String directories(List<Path> paths) {
        return paths.stream()
                .flatMap(path -> Stream.of(path.toString(), pattern(path)))
                .distinct()
                .map(path -> quoted(path + "/"))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
