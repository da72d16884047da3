package dev.skytrove.query.duckdb;

/** A query was ended before it was done. */
public final class QueryStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param cause how DuckDB told it; null if it was not asked */
    public QueryStoppedException(Reason reason, Throwable cause) {
        super("the query was stopped: " + reason, cause);
        this.reason = reason;
    }

    /** Why it was ended. */
    public Reason reason() {
        return reason;
    }

    /** Why a query may be ended. */
    public enum Reason {
        /** It took longer than it may. */
        TIMEOUT,
        /** Nobody waits for it any more. */
        CANCELLED,
        /** It needs more memory than it may use, alone or beside the others. */
        OUT_OF_MEMORY,
        /** DuckDB failed in a way that says nothing of the query; what comes next has a new instance. */
        BROKEN
    }
}
