package dev.skytrove.compact;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the lease back when a signal ends the process, so that the next run need not wait until it runs out. */
final class LeaseOnExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseOnExit.class);

    private final Thread hook;

    private LeaseOnExit(Thread hook) {
        this.hook = hook;
    }

    static LeaseOnExit of(LakeLease lease) {
        Thread hook = new Thread(lease::close, "lease-release");
        Runtime.getRuntime().addShutdownHook(hook);
        return new LeaseOnExit(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            LOG.debug("the process is ending by a signal", shuttingDown);
        }
    }
}
