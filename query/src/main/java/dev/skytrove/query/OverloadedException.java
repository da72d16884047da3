package dev.skytrove.query;

/** As many queries run and wait as configuration allows: trying again later helps. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
        super(message);
    }
}
