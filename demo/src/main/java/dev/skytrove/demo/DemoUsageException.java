package dev.skytrove.demo;

/** The command line asks for something that there is not; the message says what there is. */
final class DemoUsageException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoUsageException(String message) {
        super(message);
    }
}
