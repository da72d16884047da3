package dev.skytrove.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Prometheus how the runs of a job end, by a file for node_exporter's textfile collector: {@code
 * skytrove_<job>.prom} in a directory. A job is gone before anybody could ask it.
 *
 * <p>The file is replaced as a whole. A directory that cannot be written is a warning: the job's work counts more.
 *
 * @param job the name of the process
 * @param directory where node_exporter looks; empty writes nothing
 */
record JobMetrics(String job, Optional<Path> directory, Clock clock) {
    private static final Logger log = LoggerFactory.getLogger(JobMetrics.class);

    private static final String PREFIX = "skytrove_job_";
    private static final String LAST_SUCCESS = PREFIX + "last_success_timestamp_seconds";

    /** Writes into the directory that {@code SKYTROVE_METRICS_DIR} names, if it names one. */
    static JobMetrics of(String job, ProcessEnvironment environment) {
        String directory = environment.settings().getOrDefault(KnownSetting.SKYTROVE_METRICS_DIR, "");
        return new JobMetrics(job, directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)), Clock.systemUTC());
    }

    /** Runs a job and writes how it ended, also if that is a failure, which comes out as it is. */
    JobResult measured(Job running) {
        long start = System.nanoTime();
        ExitCode code = ExitCode.FAILED;
        Map<String, Long> counts = Map.of();
        try {
            JobResult result = running.run();
            code = switch (result) {
                case JobResult.Done done -> {
                    counts = done.counts();
                    yield ExitCode.DONE;
                }
                case JobResult.LeaseHeld _ -> ExitCode.LEASE_HELD;
            };
            return result;
        } finally {
            write(code, Duration.ofNanos(System.nanoTime() - start), counts);
        }
    }

    private void write(ExitCode code, Duration elapsed, Map<String, Long> counts) {
        // A run that found another one at work says nothing about the work.
        if (directory.isEmpty() || code == ExitCode.LEASE_HELD) {
            return;
        }
        Path file = directory.get().resolve("skytrove_" + job + ".prom");
        try {
            Path whole = Files.writeString(
                    file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid()),
                    text(code, elapsed, counts, lastSuccess(file)));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn("no metrics in {}: {}", file, e.toString());
        }
    }

    private String text(ExitCode code, Duration elapsed, Map<String, Long> counts, Optional<String> before) {
        String now = seconds(clock.instant());
        Map<String, String> values = new LinkedHashMap<>();
        values.put(PREFIX + "last_run_timestamp_seconds", now);
        (code == ExitCode.DONE ? Optional.of(now) : before).ifPresent(time -> values.put(LAST_SUCCESS, time));
        values.put(PREFIX + "last_duration_seconds", Double.toString(elapsed.toMillis() / 1000.0));
        values.put(PREFIX + "last_exit_code", Integer.toString(code.code()));
        counts.forEach((name, count) -> values.put(PREFIX + "last_" + name, Long.toString(count)));
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append("# TYPE ").append(name).append(" gauge\n")
                .append(name).append("{process=\"").append(job).append("\"} ").append(value).append('\n'));
        return text.toString();
    }

    /** What the run before wrote, so that a failure does not hide when the last success was. */
    private static Optional<String> lastSuccess(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(LAST_SUCCESS + "{"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst();
        }
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }
}
