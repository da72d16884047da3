package dev.skytrove.query.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The rows of a result, one after the other. All of them are in memory.
 *
 * @param <T> a row
 */
public final class Rows<T> implements AutoCloseable {
    private final Session session;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Session.RowReader<T> reader;

    Rows(Session session, PreparedStatement statement, ResultSet rows, Session.RowReader<T> reader) {
        this.session = session;
        this.statement = statement;
        this.rows = rows;
        this.reader = reader;
    }

    /** A column of type {@code TIMESTAMPTZ} that is not null. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Steps to the next row; false behind the last one. */
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw session.failure(e);
        }
    }

    /** The row stepped to. */
    public T row() {
        try {
            return reader.read(rows);
        } catch (SQLException e) {
            throw session.failure(e);
        }
    }

    @Override
    public void close() {
        try (statement;
                rows) {
            session.ended();
        } catch (SQLException e) {
            throw session.failure(e);
        }
    }
}
