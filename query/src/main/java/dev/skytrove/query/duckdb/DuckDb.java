package dev.skytrove.query.duckdb;

import dev.skytrove.lake.scratch.ScratchDirectory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One in-memory instance of DuckDB, replaced by a new one when it breaks. All methods may be called from any thread. */
public final class DuckDb implements AutoCloseable {
    private static final String SCRATCH = "scratch-";
    private static final Pattern WILDCARD = Pattern.compile("[\\[*?]");

    /** What {@link #openAhead} opens, until somebody takes it. */
    private static final AtomicReference<CompletableFuture<DuckDBConnection>> AHEAD = new AtomicReference<>();

    private static final Logger log = LoggerFactory.getLogger(DuckDb.class);

    private final DuckDbSettings settings;
    private final Callable<DuckDBConnection> connecting;
    private Instance instance;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-watchdog").factory());

    private DuckDb(
            DuckDbSettings settings,
            CompletableFuture<DuckDBConnection> ahead,
            Callable<DuckDBConnection> connecting) {
        this.settings = settings;
        this.connecting = connecting;
        this.instance = begin(settings, ahead);
    }

    /**
     * Begins to open the instance of the next {@link #open}, before its settings are known: for a process that is sure to
     * need one and has other things to do first.
     */
    public static void openAhead() {
        AHEAD.set(inBackground(DuckDb::connect));
    }

    /**
     * Begins to open an empty instance, on a thread of its own: a process that starts has other things to do meanwhile.
     * Whoever needs it waits for it.
     */
    public static DuckDb open(DuckDbSettings settings) {
        CompletableFuture<DuckDBConnection> ahead = AHEAD.getAndSet(null);
        return new DuckDb(settings, ahead == null ? inBackground(DuckDb::connect) : ahead, DuckDb::connect);
    }

    /** The same, connected in another way. */
    static DuckDb open(DuckDbSettings settings, Callable<DuckDBConnection> connecting) {
        return new DuckDb(settings, inBackground(connecting), connecting);
    }

    private static Instance begin(DuckDbSettings settings, CompletableFuture<DuckDBConnection> opened) {
        ScratchDirectory scratch = ScratchDirectory.in(settings.scratchRoot(), SCRATCH);
        return new Instance(scratch, inBackground(() -> set(opened.join(), settings, scratch.path())));
    }

    /**
     * Waits until it is open.
     *
     * @throws QueryFailedException if it cannot be opened
     */
    public void awaitOpen() {
        // Not another one: what keeps the first from opening at the start of a process is to be told.
        first().root();
    }

    private synchronized Instance first() {
        return instance;
    }

    /** A session for one query, which is stopped when it takes longer than {@code limit}. */
    public Session session(Duration limit) {
        Instance current = current();
        current.restoreScratch();
        try {
            return new Session(current, current.root().duplicate(), watchdog, limit);
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB has no further connection", e);
        }
    }

    @Override
    public synchronized void close() {
        watchdog.shutdownNow();
        instance.close();
    }

    /** What refuses everything, or could not be opened, is replaced. Its memory is free when the last session that has it ends. */
    private synchronized Instance current() {
        if (instance.isBroken()) {
            log.error("DuckDB failed by itself; it is opened anew");
            giveUp(instance);
            instance = begin(settings, inBackground(connecting));
        }
        return instance;
    }

    private static void giveUp(Instance broken) {
        try {
            broken.close();
        } catch (RuntimeException e) {
            log.warn("what failed cannot be closed: {}", e.toString());
        }
    }

    private static CompletableFuture<DuckDBConnection> inBackground(Callable<DuckDBConnection> opening) {
        CompletableFuture<DuckDBConnection> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("query-open").start(() -> {
            try {
                result.complete(opening.call());
            } catch (Throwable e) {
                // Its library may be missing, which is no exception.
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static DuckDBConnection connect() throws SQLException {
        // Results are not streamed: they are small, and a statement that fails while it streams does not say why.
        return connect(new Properties());
    }

    /** Opens an instance with these properties and all others by default. */
    static DuckDBConnection connect(Properties properties) throws SQLException {
        var connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
        UnpackedLibrary.delete();
        return connection;
    }

    private static DuckDBConnection set(DuckDBConnection connection, DuckDbSettings settings, Path scratch)
            throws SQLException {
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
                // A join with so few posts looks into the Bloom filters of row groups; a page of usual length has more than 50.
                "dynamic_or_filter_threshold = 512",
                // Else it compresses temporary tables as they grow, which takes longer than to sort them.
                "checkpoint_threshold = '1TB'",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                // Its own, too: files for a client are written there.
                "allowed_directories = "
                        + directories(Stream.concat(settings.readable().stream(), Stream.of(scratch)).toList()),
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

    /** The SQL literal of a text of ours. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
