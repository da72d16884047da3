package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestJobRunner {
    private static final String STORAGE = "file:///lake";

    @TempDir
    private Path directory;

    @Test
    void printsTheSummaryAndNothingElseOnStandardOutput() throws Exception {
        ChildProcess.Ended ended = run(Map.of("SKYTROVE_STORAGE", STORAGE, "AWS_REGION", "fsn1"));

        assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
        assertThat(ended.stdout())
                .containsExactly("{\"storage\":\"file:///lake\",\"threads\":4,\"redis\":\"***\",\"region\":\"fsn1\","
                        + "\"text\":\"größer\"}");
    }

    @Test
    void startLineTellsVersionAndSettingsButNoSecret() throws Exception {
        ChildProcess.Ended ended = run(Map.of(
                "SKYTROVE_STORAGE", STORAGE,
                "SKYTROVE_REDIS", "redis://:swordfish@10.0.0.2:6379",
                "AWS_SECRET_ACCESS_KEY", "opensesame"));

        assertThat(ended.stderr().lines().findFirst().orElseThrow())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Launcher flush \\d.*")
                .contains("(commit ", "Java 25", "SKYTROVE_STORAGE=" + STORAGE)
                .contains("SKYTROVE_REDIS=redis://***@10.0.0.2:6379", "AWS_SECRET_ACCESS_KEY=***");
        assertThat(ended.stderr() + ended.stdout()).doesNotContain("swordfish", "opensesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "held-deep-inside"})
    void leaseOfAnotherRunIsNoFailure(String how) throws Exception {
        ChildProcess.Ended ended = run(Map.of("SKYTROVE_STORAGE", STORAGE, "SKYTROVE_CRASH_AT", how));

        assertThat(ended.code()).isEqualTo(75);
        assertThat(ended.stdout()).containsExactly("{\"lease_held_by\":\"host-b\"}");
        assertThat(ended.stderr()).contains("host-b").doesNotContain("\tat ");
    }

    @Test
    void failureShowsNoPasswordOfAUrl() throws Exception {
        ChildProcess.Ended ended = run(Map.of(
                "SKYTROVE_STORAGE", STORAGE,
                "SKYTROVE_REDIS", "redis://:sword fish@10.0.0.2",
                "SKYTROVE_CRASH_AT", "unreachable"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr())
                .contains("nothing answers at redis://***@host")
                .contains("SKYTROVE_REDIS=redis://***@10.0.0.2")
                .doesNotContain("swordfish", "sword");
    }

    @Test
    void whatNobodyCaughtAndWhatLibrariesPrintShowsNoSecretEither() throws Exception {
        Map<String, String> settings = Map.of(
                "SKYTROVE_STORAGE", STORAGE,
                "SKYTROVE_REDIS", "redis://:swordfish@10.0.0.2",
                "AWS_SECRET_ACCESS_KEY", "open/sesame");
        ChildProcess.Ended uncaught = run(with(settings, "uncaught"));
        ChildProcess.Ended library = run(with(settings, "library"));

        assertThat(uncaught.stderr())
                .contains("Exception in thread \"Thread-")
                .contains("nothing answers at redis://***@host\\u001b[2J")
                .doesNotContain("swordfish", "\u001b");
        assertThat(library.stderr()).contains("a library says ***").doesNotContain("sesame");
    }

    @Test
    void failureOutsideIsOneLineAndItsTraceIsAtDebug() throws Exception {
        Map<String, String> settings = with(Map.of("SKYTROVE_STORAGE", STORAGE), "outside");
        ChildProcess.Ended ended = run(settings);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stderr().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("ERROR Launcher flush failed: Redis at host:6379 is away");

        Map<String, String> detailed = new HashMap<>(settings);
        detailed.put("SKYTROVE_LOG_LEVEL", "DEBUG");
        assertThat(run(detailed).stderr()).contains("\tat dev.skytrove").contains("Caused by: java.lang.IllegalState");
    }

    private static Map<String, String> with(Map<String, String> settings, String end) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SKYTROVE_CRASH_AT", end);
        return all;
    }

    @Test
    void failureIsLoggedOnceWithItsTrace() throws Exception {
        ChildProcess.Ended ended = run(Map.of("SKYTROVE_STORAGE", STORAGE, "SKYTROVE_CRASH_AT", "bug"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.stdout()).isEmpty();
        assertThat(ended.stderr()).containsOnlyOnce("this is no setting").contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SKYTROVE_STORAGE | '' | SKYTROVE_STORAGE is not set",
                "SKYTROVE_STORGE | file:///lake | no setting is named SKYTROVE_STORGE; did you mean SKYTROVE_STORAGE?",
                "SKYTROVE_DUCKDB_THREADS | many | SKYTROVE_DUCKDB_THREADS is 'many', not a whole number",
                "SKYTROVE_DUCKDB_THREADS | 0 | SKYTROVE_DUCKDB_THREADS is less than 1: 0",
                "SKYTROVE_LOG_LEVEL | LOUD | SKYTROVE_LOG_LEVEL is 'LOUD', not ERROR, WARN, INFO, DEBUG or TRACE",
                "SKYTROVE_CRASH_AT | wrong-setting | SKYTROVE_REDIS names a replica"
            })
    void wrongSettingIsOneLineAndExitCodeTwo(String variable, String value, String message) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("SKYTROVE_STORAGE", STORAGE));
        environment.put(variable, value);

        ChildProcess.Ended ended = run(environment);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stdout()).isEmpty();
        assertThat(ended.stderr()).contains("ERROR Launcher " + message + "; see flush --help").doesNotContain("\tat ");
    }

    @Test
    void wrongSettingEndsACommandInTheSameWay() throws Exception {
        Map<String, String> settings = Map.of("SKYTROVE_STORAGE", STORAGE, "SKYTROVE_DUCKDB_THREADS", "0");
        ChildProcess.Ended ended = run(settings, TestingCommand.NAME);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stdout()).isEmpty();
        assertThat(ended.stderr())
                .contains("ERROR Launcher SKYTROVE_DUCKDB_THREADS is less than 1: 0; see flush --help")
                .doesNotContain("\tat ");
        assertThat(run(Map.of("SKYTROVE_STORAGE", STORAGE), TestingCommand.NAME).stdout())
                .singleElement()
                .asString()
                .contains(TestingCommand.NAME);
    }

    @Test
    void argumentsAreHelpAndVersionOnly() throws Exception {
        ChildProcess.Ended help = run(Map.of(), "--help");
        assertThat(help.code()).isZero();
        assertThat(help.stdout())
                .contains("Tests how a job starts and ends.")
                .anyMatch(line -> line.contains("SKYTROVE_REDIS"))
                .noneMatch(line -> line.contains("SKYTROVE_JETSTREAM"));

        ChildProcess.Ended version = run(Map.of(), "--version");
        assertThat(version.code()).isZero();
        assertThat(version.stdout()).singleElement().asString().startsWith("flush ");

        ChildProcess.Ended unknown = run(Map.of("SKYTROVE_STORAGE", STORAGE), "--fast");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.stderr()).contains("Unknown option: '--fast'");
    }

    private ChildProcess.Ended run(Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(TestingJob.class, directory, environment, args)) {
            return child.await();
        }
    }
}
