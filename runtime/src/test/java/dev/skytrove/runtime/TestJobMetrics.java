package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestJobMetrics {
    private static final long MONDAY = 1_783_296_000;
    private static final long TUESDAY = MONDAY + 86_400;

    @TempDir
    private Path directory;

    @Test
    void successIsWrittenWithItsCounts() throws IOException {
        JobResult.Done result = new JobResult.Done("summary", Map.of("rows", 7L));

        assertThat(at(MONDAY).measured(() -> result)).isSameAs(result);

        assertThat(lines())
                .contains("# TYPE skytrove_job_last_success_timestamp_seconds gauge")
                .contains("skytrove_job_last_run_timestamp_seconds{process=\"flush\"} " + MONDAY)
                .contains("skytrove_job_last_success_timestamp_seconds{process=\"flush\"} " + MONDAY)
                .contains("skytrove_job_last_exit_code{process=\"flush\"} 0")
                .contains("skytrove_job_last_rows{process=\"flush\"} 7")
                .anyMatch(line -> line.matches("skytrove_job_last_duration_seconds\\{process=\"flush\"} 0\\.\\d+"));
    }

    @Test
    void failureKeepsTheTimeOfTheLastSuccess() throws IOException {
        at(MONDAY).measured(() -> new JobResult.Done("summary"));

        assertThatIllegalStateException().isThrownBy(() -> at(TUESDAY).measured(() -> {
            throw new IllegalStateException("no bucket");
        }));

        assertThat(lines())
                .contains("skytrove_job_last_run_timestamp_seconds{process=\"flush\"} " + TUESDAY)
                .contains("skytrove_job_last_success_timestamp_seconds{process=\"flush\"} " + MONDAY)
                .contains("skytrove_job_last_exit_code{process=\"flush\"} 1");
    }

    @Test
    void runThatFoundAnotherAtWorkWritesNothing() {
        at(MONDAY).measured(() -> new JobResult.LeaseHeld("another"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingButTheFileIsLeft() throws IOException {
        at(MONDAY).measured(() -> new JobResult.Done("summary"));

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("skytrove_flush.prom"));
        }
    }

    @Test
    void directoryThatCannotBeWrittenStopsNoJob() {
        JobMetrics metrics = new JobMetrics("flush", Optional.of(directory.resolve("missing")), Clock.systemUTC());
        JobResult.Done result = new JobResult.Done("summary");

        assertThat(metrics.measured(() -> result)).isSameAs(result);
    }

    @Test
    void settingNamesTheDirectory() {
        assertThat(JobMetrics.of("ttl", new ProcessEnvironment(Map.of())).directory()).isEmpty();
        assertThat(JobMetrics.of("ttl", new ProcessEnvironment(Map.of("SKYTROVE_METRICS_DIR", "/metrics"))).directory())
                .contains(Path.of("/metrics"));
    }

    private JobMetrics at(long seconds) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        return new JobMetrics("flush", Optional.of(directory), clock);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("skytrove_flush.prom"));
    }
}
