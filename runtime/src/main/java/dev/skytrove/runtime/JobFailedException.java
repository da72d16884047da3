package dev.skytrove.runtime;

/**
 * The work failed for a reason that lies outside of the process, such as a server that cannot be reached. The log has the
 * message as one line, and the stack trace only at DEBUG; the process ends with {@link ExitCode#FAILED}.
 */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed and where, for people: names the address, never credentials */
    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
