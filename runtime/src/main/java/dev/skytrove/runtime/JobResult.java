package dev.skytrove.runtime;

import java.util.Map;

/** How a job ended when it did not fail. */
public sealed interface JobResult {
    /**
     * The work is done, or there was none.
     *
     * @param summary a {@code @Serdeable} record: the last line of standard output
     * @param counts what the run did, for metrics: names such as {@code rows} or {@code bytes}, in lower case
     */
    record Done(Object summary, Map<String, Long> counts) implements JobResult {
        public Done {
            counts = Map.copyOf(counts);
        }

        /** A run that counts nothing. */
        public Done(Object summary) {
            this(summary, Map.of());
        }
    }

    /**
     * Another run is at work; this one did nothing.
     *
     * @param holder who holds the lease, for people
     */
    record LeaseHeld(String holder) implements JobResult {}
}
