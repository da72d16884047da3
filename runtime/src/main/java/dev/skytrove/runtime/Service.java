package dev.skytrove.runtime;

/** A process that runs until it is told to stop. A singleton bean, started by {@link ServiceRunner}. */
@FunctionalInterface
public interface Service {
    /**
     * Serves until {@code stop} is requested, or ends by itself. When it returns, everything that it began has ended
     * and what it took on is safe.
     *
     * @return a {@code @Serdeable} record: the last line of standard output
     * @throws InterruptedException if the thread is interrupted; the process ends as failed
     */
    Object run(StopSignal stop) throws InterruptedException;
}
