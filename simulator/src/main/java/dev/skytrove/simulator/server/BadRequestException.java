package dev.skytrove.simulator.server;

/** A request that cannot be served as it is; the message says what to change. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
