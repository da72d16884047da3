package dev.skytrove.query.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** Reads posts from rows of {@link Matches#COLUMNS} and a handle behind them. */
public final class PostRows {
    private static final int HANDLE = 22;

    private PostRows() {}

    /** The post that {@code row} stands on. */
    public static PostResult read(ResultSet row) throws SQLException {
        return new PostResult(
                row.getString(1),
                row.getString(2),
                row.getString(HANDLE),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                instant(row, 9),
                instant(row, 10),
                strings(row, 11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getInt(16),
                row.getBoolean(17),
                strings(row, 18),
                strings(row, 19),
                strings(row, 20),
                strings(row, 21),
                null);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray()).map(String.class::cast).toList();
    }
}
