package dev.skytrove.flush;

/** An event waits in a queue in which this release does not put such events. */
final class OtherReleaseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OtherReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
