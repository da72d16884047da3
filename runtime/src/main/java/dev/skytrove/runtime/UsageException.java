package dev.skytrove.runtime;

/** Arguments or settings are wrong: the process ends with {@link ExitCode#USAGE} and this message, on one line. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the argument or setting and what it accepts; never a secret's value */
    public UsageException(String message) {
        super(message);
    }
}
