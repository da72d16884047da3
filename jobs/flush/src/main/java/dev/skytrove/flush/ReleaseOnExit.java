package dev.skytrove.flush;

import dev.skytrove.buffer.RedisLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the lease back when a signal ends the process, so that the next flush need not wait until it runs out. The run
 * itself may go on for moments: without the lease it can neither plan nor commit.
 */
final class ReleaseOnExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseOnExit.class);

    private final Thread hook;

    private ReleaseOnExit(Thread hook) {
        this.hook = hook;
    }

    static ReleaseOnExit of(RedisLease lease) {
        Thread hook = new Thread(lease::close, "lease-release");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ReleaseOnExit(hook);
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
