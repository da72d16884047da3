package dev.skytrove.jobs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a lease back when a signal ends the process, so that the next run need not wait until it runs out. The run itself
 * may go on for moments: without the lease it must not be able to finish what others could begin.
 */
public final class ReleaseOnExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseOnExit.class);

    private final Thread hook;

    private ReleaseOnExit(Thread hook) {
        this.hook = hook;
    }

    /**
     * From now on, until it is closed.
     *
     * @param release gives the lease back; on a thread of its own
     */
    public static ReleaseOnExit of(Runnable release) {
        Thread hook = new Thread(release, "lease-release");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ReleaseOnExit(hook);
    }

    /** A signal no longer does anything here. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            LOG.debug("the process is ending by a signal", shuttingDown);
        }
    }
}
