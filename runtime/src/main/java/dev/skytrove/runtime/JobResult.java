package dev.skytrove.runtime;

/** How a job ended when it did not fail. */
public sealed interface JobResult {
    /**
     * The work is done, or there was none.
     *
     * @param summary a {@code @Serdeable} record: the last line of standard output
     */
    record Done(Object summary) implements JobResult {}

    /**
     * Another run is at work; this one did nothing.
     *
     * @param holder who holds the lease, for people
     */
    record LeaseHeld(String holder) implements JobResult {}
}
