package dev.skytrove.bench.process;

import dev.skytrove.testing.ChildProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * A process that ran to its end.
 *
 * @param elapsed from its start to its end
 * @param usage what it had used when it was last looked at, a few milliseconds before its end
 * @param lastLine of its standard output
 */
public record MeasuredRun(Duration elapsed, Usage usage, String lastLine) {
    private static final Duration POLL = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Runs a process.
     *
     * @param patience how long it may take
     * @throws IllegalStateException if it fails, or takes longer
     */
    public static MeasuredRun of(ChildProcess.Builder builder, Duration patience) throws InterruptedException {
        long begun = System.nanoTime();
        try (ChildProcess process = builder.start()) {
            Usage usage = new Usage(0, 0);
            while (process.isAlive()) {
                if (System.nanoTime() - begun > patience.toNanos()) {
                    throw new IllegalStateException(process + " still runs after " + patience);
                }
                usage = latest(process, usage);
                Thread.sleep(POLL);
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            int code = process.waitFor(PATIENCE);
            if (code != 0) {
                throw new IllegalStateException(process + " ended with " + code + ":\n" + process.stderr());
            }
            return new MeasuredRun(elapsed, usage, process.lastLine().orElse(""));
        }
    }

    /** Between its end and the next look there is nothing to read any more. */
    private static Usage latest(ChildProcess process, Usage before) {
        try {
            Usage now = Usage.of(process.pid());
            return Double.isNaN(now.peakMib()) ? before : now;
        } catch (IOException ended) {
            return before;
        }
    }
}
