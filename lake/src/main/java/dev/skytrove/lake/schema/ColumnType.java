package dev.skytrove.lake.schema;

/** What values are. */
public enum ColumnType {
    /** A UTF-8 text. */
    TEXT,
    /** A list of texts, empty rather than null. */
    TEXTS,
    /** An instant, as microseconds since 1970 in UTC. */
    TIME,
    /** A 32-bit integer. */
    INTEGER,
    /** A 64-bit integer. */
    BIGINT,
    /** A 64-bit floating-point number. */
    DOUBLE,
    /** True or false. */
    FLAG
}
