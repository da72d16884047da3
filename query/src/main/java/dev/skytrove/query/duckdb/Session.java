package dev.skytrove.query.duckdb;

import dev.skytrove.query.duckdb.QueryStoppedException.Reason;
import dev.skytrove.query.tasks.GuardedTask;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query's connection, with temporary tables of its own. Used by one thread at a time; only {@link #stop} may be
 * called from others.
 *
 * <p>Parameters are {@link String}, {@link Integer}, {@link Instant}, a {@code List<String>} or a {@link BitSet}, which
 * stands for the list of the places of its bits; none is null. Every
 * method throws {@link QueryStoppedException} once the session is stopped, and {@link QueryFailedException} when DuckDB
 * fails.
 */
public final class Session implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final Duration REPEAT = Duration.ofMillis(100);

    private final DuckDBConnection connection;
    private final ScheduledExecutorService watchdog;
    private final AtomicReference<Reason> stopped = new AtomicReference<>();
    private final Instance instance;
    private volatile Statement running;
    private volatile ScheduledFuture<?> watch;

    Session(
            Instance instance, DuckDBConnection connection, ScheduledExecutorService watchdog, Duration limit) {
        this.instance = instance;
        this.connection = connection;
        this.watchdog = watchdog;
        this.watch = watch(limit, () -> {});
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The row that {@code rows} stands on. */
        T read(ResultSet rows) throws SQLException;
    }

    /** Carries out a statement; returns how many rows it inserted or deleted. */
    public long update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeLargeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            running = null;
        }
    }

    /** Carries out some statements, all of them or, if one fails, none. */
    public void atomically(Runnable statements) {
        try {
            connection.setAutoCommit(false);
            statements.run();
            connection.commit();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            rollBack();
        }
    }

    /** Nothing after a commit. */
    private void rollBack() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // Of a session that is stopped, say, of which nothing is asked any more.
            log.debug("a transaction cannot be taken back: {}", e.toString());
        }
    }

    /** The texts that a query has in its first column. */
    public List<String> texts(String sql, Object... parameters) {
        return list(sql, row -> row.getString(1), parameters);
    }

    /** All rows of a result, which must be a small one. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
        List<T> list = new ArrayList<>();
        try (Rows<T> rows = rows(sql, reader, parameters)) {
            while (rows.next()) {
                list.add(rows.row());
            }
        }
        return list;
    }

    /** The rows of a result, which are all in memory. To be closed before the session is used again. */
    public <T> Rows<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        try {
            PreparedStatement statement = prepare(sql, parameters);
            try {
                return new Rows<>(this, statement, statement.executeQuery(), reader);
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        } catch (SQLException e) {
            running = null;
            throw failure(e);
        }
    }

    /**
     * Where it may write a file, whose name nothing has yet. It goes with the process; whoever needs it no longer deletes
     * it before.
     */
    public Path newFile(String extension) {
        return instance.scratch().resolve("file-" + UUID.randomUUID() + "." + extension);
    }

    /** Ends what is running, and refuses whatever comes next. The first reason counts. Never blocks. */
    public void stop(Reason reason) {
        stopped.compareAndSet(null, reason);
        Statement statement = running;
        if (statement != null) {
            cancel(statement);
        }
    }

    /**
     * From now on the session may take this long, whatever its limit was.
     *
     * @param end what to do when it has: from another thread, repeatedly, until the session is closed
     */
    public void limit(Duration limit, Runnable end) {
        watch.cancel(false);
        watch = watch(limit, end);
    }

    @Override
    public void close() {
        watch.cancel(false);
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    RuntimeException failure(SQLException failure) {
        Reason reason = stopped.get();
        if (Instance.isBrokenBy(failure)) {
            instance.setBroken();
            reason = reason == null ? Reason.BROKEN : reason;
        }
        if (reason == null && failure.getMessage().contains("Out of Memory Error")) {
            reason = Reason.OUT_OF_MEMORY;
        }
        if (reason == null) {
            return new QueryFailedException("DuckDB failed: " + failure.getMessage(), failure);
        }
        return new QueryStoppedException(reason, failure);
    }

    void ended() {
        running = null;
    }

    /** Repeats itself: DuckDB forgets a stop that arrives while a statement is only about to run. */
    private ScheduledFuture<?> watch(Duration limit, Runnable end) {
        Runnable task = new GuardedTask("the end of a query's time", () -> {
            stop(Reason.TIMEOUT);
            end.run();
        });
        return watchdog.scheduleWithFixedDelay(task, limit.toMillis(), REPEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        SqlLog.add(sql, parameters);
        PreparedStatement statement = connection.prepareStatement(sql);
        running = statement;
        // After `running` is set: a stop from now on finds the statement, one before it is seen here.
        Reason reason = stopped.get();
        if (reason != null) {
            statement.close();
            throw new QueryStoppedException(reason, null);
        }
        try {
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, Object parameter) throws SQLException {
        switch (parameter) {
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case List<?> texts -> statement.setObject(index, connection.createArrayOf("VARCHAR", texts.toArray()));
            case int[] numbers ->
                statement.setObject(index, connection.createArrayOf("INTEGER", IntStream.of(numbers).boxed().toArray()));
            case long[] numbers ->
                statement.setObject(index, connection.createArrayOf("BIGINT", LongStream.of(numbers).boxed().toArray()));
            default -> throw new IllegalArgumentException("not a parameter: " + parameter.getClass());
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has just ended by itself.
        }
    }
}
