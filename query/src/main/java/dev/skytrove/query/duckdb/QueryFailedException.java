package dev.skytrove.query.duckdb;

/** DuckDB refused a query or failed: our mistake, an unreadable file, or not enough memory. */
public final class QueryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
