package dev.skytrove.query.handles;

/** Tells whose handles are. May be used from any thread. */
@FunctionalInterface
public interface HandleResolver {
    /** Knows of none, and asks nobody. */
    HandleResolver NONE = handle -> new Resolution.Unknown();

    /**
     * Whose a handle is. It may take as long as the implementation says.
     *
     * @param handle in lower case, of the form that handles have
     */
    Resolution resolve(String handle);

    /** What was found out. */
    sealed interface Resolution {
        /** It is the handle of an account. */
        record Found(String did) implements Resolution {}

        /** It is nobody's: there is no such domain, or it names no account. */
        record Missing() implements Resolution {}

        /** Nobody could be asked, or nobody answered as he should. */
        record Unknown() implements Resolution {}
    }
}
