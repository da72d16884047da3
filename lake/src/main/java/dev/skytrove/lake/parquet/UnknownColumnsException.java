package dev.skytrove.lake.parquet;

/** A file has columns that this release does not know, as one that a newer release wrote may. */
public final class UnknownColumnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownColumnsException(String message) {
        super(message);
    }
}
