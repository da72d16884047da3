package dev.skytrove.query.posts;

/** What a field's values are in answers. */
public enum FieldType {
    /** A text. */
    TEXT("VARCHAR", ""),
    /** An {@link Integer}. */
    NUMBER("INTEGER", "0"),
    /** A {@link Boolean}. */
    FLAG("BOOLEAN", "false"),
    /** An {@link java.time.Instant}. */
    TIME("TIMESTAMPTZ", ""),
    /** A list of texts, empty rather than null. */
    TEXTS("VARCHAR[]", "[]"),
    /** A {@link java.util.SortedMap} of {@link Double} by name. */
    NUMBERS("", "");

    private final String sql;
    private final String none;

    FieldType(String sql, String none) {
        this.sql = sql;
        this.none = none;
    }

    /** The type of a column in DuckDB; empty if a column has none. */
    public String sql() {
        return sql;
    }

    /** SQL of what stands for null in a field that is never null; empty if nothing does. */
    public String none() {
        return none;
    }
}
