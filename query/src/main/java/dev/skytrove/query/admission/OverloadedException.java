package dev.skytrove.query.admission;

import dev.skytrove.query.duckdb.QueryStoppedException;

/** As many queries run and wait as configuration allows: trying again later helps. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
        super(message);
    }

    /** @param cause what memory was missing for */
    OverloadedException(String message, QueryStoppedException cause) {
        super(message, cause);
    }
}
