package dev.skytrove.query.posts;

import dev.skytrove.lake.text.PathSegment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads posts from rows. */
public final class PostRows {
    /** What the rows of a page have, in this order. */
    private static final List<PostField> PAGE =
            Stream.concat(PostField.columns().stream(), Stream.of(PostField.HANDLE)).toList();

    private PostRows() {}

    /** The post that {@code row} stands on, which begins with {@link Matches#COLUMNS} and a handle. */
    public static PostResult read(ResultSet row) throws SQLException {
        return read(row, PAGE);
    }

    /**
     * The post that {@code row} stands on.
     *
     * @param fields that the row begins with, in its order, with the author's DID and the key, from which the URL is made
     */
    public static PostResult read(ResultSet row, List<PostField> fields) throws SQLException {
        Map<PostField, Object> values = new EnumMap<>(PostField.class);
        int column = 1;
        for (PostField field : fields) {
            values.put(field, value(row, column, field));
            column++;
        }
        String author = PathSegment.encode((String) values.get(PostField.AUTHOR_DID));
        String key = PathSegment.encode((String) values.get(PostField.RKEY));
        values.put(PostField.URL, "https://bsky.app/profile/" + author + "/post/" + key);
        return new PostResult(values);
    }

    private static Object value(ResultSet row, int column, PostField field) throws SQLException {
        return switch (field.type()) {
            case TEXT -> row.getString(column);
            case NUMBER -> unlessNull(row.getInt(column), row, field);
            case FLAG -> unlessNull(row.getBoolean(column), row, field);
            case TIME -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case TEXTS -> strings(row, column);
            case NUMBERS -> throw new IllegalArgumentException("no column has " + field.label());
        };
    }

    /** Nothing is zero or false in a field that is never null. */
    private static Object unlessNull(Object value, ResultSet row, PostField field) throws SQLException {
        return row.wasNull() && field.isNullable() ? null : value;
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray()).map(String.class::cast).toList();
    }
}
