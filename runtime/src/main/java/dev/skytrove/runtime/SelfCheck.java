package dev.skytrove.runtime;

/**
 * Tries a library in place, for {@code --selfcheck}: what a native binary lacks shows only when it runs. A bean of the
 * process that uses the library. It needs no setting, changes nothing that outlives it, and takes seconds at most.
 *
 * @param library what is tried, for example {@code zstd}
 * @param attempt uses it as the process does
 */
public record SelfCheck(String library, Attempt attempt) {
    /** One use of a library. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Uses it and compares what comes back.
         *
         * @return what was found, in a few words
         * @throws Exception if it does not work
         */
        String run() throws Exception;
    }
}
