package dev.skytrove.runtime;

/**
 * How a process ended, for schedulers and scripts; {@code docs/operations.md} lists them for people. A job that SIGTERM or
 * SIGINT ends before it is done has 143 or 130, as the JVM and every shell have it: it is not done, and nothing failed.
 */
public enum ExitCode {
    /** The work is done, or a service was asked to stop and did. */
    DONE(0),
    /** The work failed; the log tells why. Trying again may help. */
    FAILED(1),
    /** Arguments or settings are wrong. Trying again does not help. */
    USAGE(2),
    /** Another run holds the lease: nothing was done, and nothing is wrong. */
    LEASE_HELD(75);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }
}
