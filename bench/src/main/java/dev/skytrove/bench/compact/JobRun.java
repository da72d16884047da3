package dev.skytrove.bench.compact;

import dev.skytrove.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a job, from its start to its end.
 *
 * @param seconds how long it took
 * @param cpuSeconds processor time, as of the last look at it
 * @param peakMib the most memory that it had resident, in MiB
 * @param summary its last line
 */
record JobRun(double seconds, double cpuSeconds, double peakMib, String summary) {
    private static final int LOOK_MILLIS = 20;

    /** @throws IllegalStateException if the job fails */
    static JobRun of(List<String> command, Map<String, String> environment, Path work)
            throws IOException, InterruptedException {
        Path out = work.resolve("out.log");
        Path log = work.resolve("err.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        Usage usage = new Usage(0, 0);
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            usage = look(process, usage);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        return new JobRun(seconds, usage.cpuSeconds(), usage.peakMib(), Files.readAllLines(out).getLast());
    }

    /** A process that has just ended tells nothing any more. */
    private static Usage look(Process process, Usage before) {
        try {
            Usage now = Usage.of(process.pid());
            return Double.isNaN(now.peakMib()) ? before : now;
        } catch (IOException | RuntimeException ended) {
            return before;
        }
    }
}
