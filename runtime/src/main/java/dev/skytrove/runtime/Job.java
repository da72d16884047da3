package dev.skytrove.runtime;

/** A process that does one thing and ends. A singleton bean, started by {@link JobRunner}. */
@FunctionalInterface
public interface Job {
    /**
     * Does the work.
     *
     * @return how it ended; failing is an exception
     */
    JobResult run();
}
