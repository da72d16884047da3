package dev.skytrove.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into a {@link StopSignal}, and holds the process until the service has stopped. Without it
 * the JVM would end in the middle of the stopping, and with 143 instead of 0.
 */
final class StopOnSignal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StopOnSignal.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();
    private final Thread hook = new Thread(this::stopAndHalt, "stop");

    private StopOnSignal() {}

    static StopOnSignal install() {
        StopOnSignal installed = new StopOnSignal();
        Runtime.getRuntime().addShutdownHook(installed.hook);
        return installed;
    }

    /** What the signals request. */
    StopSignal stop() {
        return stop;
    }

    /** Lets the process go. */
    void ended(ExitCode code) {
        ended.complete(code);
    }

    @Override
    public void close() {
        ended.complete(ExitCode.FAILED);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            log.debug("the process is ending by a signal", shuttingDown);
        }
    }

    private void stopAndHalt() {
        stop.request();
        ExitCode code =
                ended.completeOnTimeout(ExitCode.FAILED, LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        // A hook cannot choose the exit code in any other way.
        Runtime.getRuntime().halt(code.code());
    }
}
