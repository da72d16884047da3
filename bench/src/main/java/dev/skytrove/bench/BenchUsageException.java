package dev.skytrove.bench;

/** The command line asks for something that there is not; the message says what to change. */
public final class BenchUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and what would be right */
    public BenchUsageException(String message) {
        super(message);
    }
}
