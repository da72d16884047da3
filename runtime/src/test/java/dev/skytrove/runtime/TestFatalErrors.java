package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestFatalErrors {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"service", "thread", "virtual", "told", "scheduled"})
    void errorInAnyThreadEndsTheProcessWithOneLine(String where) throws Exception {
        ChildProcess.Ended ended = run(where);

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED.code());
        assertThat(errors(ended)).singleElement().asString().contains("ingestor ends: an error in the thread");
        assertThat(ended.stderr()).contains("java.lang.StackOverflowError: of the test", "at dev.skytrove.runtime.FailingService");
    }

    @Test
    void missingMemoryIsToldWithoutATrace() throws Exception {
        ChildProcess.Ended ended = run("memory");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED.code());
        assertThat(errors(ended)).singleElement().asString()
                .contains("ingestor ends: java.lang.OutOfMemoryError: Java heap space in the thread lost");
        assertThat(ended.stderr()).doesNotContain("\tat ");
    }

    @Test
    void endsAlsoWhereTheLogHangs() throws Exception {
        assertThat(run("nobody-reads").code()).isEqualTo(ExitCode.FAILED.code());
    }

    @Test
    void processThatDoesNotEndAfterItsServiceIsCutOff() throws Exception {
        ChildProcess.Ended ended = run("close");

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED.code());
        assertThat(errors(ended)).singleElement().asString().contains("ingestor ends: an error in the thread end-limit");
        assertThat(ended.stderr()).contains("the service has ended", "at dev.skytrove.runtime.FailingService.close");
    }

    @Test
    void repeatedTaskThatFailsIsLoggedAndRunsAgain() throws Exception {
        ChildProcess.Ended ended = run("scheduled-exception");

        assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
        assertThat(errors(ended)).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains("a task of the test failed"));
    }

    @Test
    void otherExceptionsOfAThreadAreLogged() throws Exception {
        ChildProcess.Ended ended = run("exception");

        assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
        assertThat(errors(ended)).singleElement().asString().contains("the thread lost ended");
    }

    @Test
    void causeCountsLikeTheErrorItself() {
        Error error = new StackOverflowError("of the test");

        assertThatThrownBy(() -> FatalErrors.check(new IllegalStateException(new RuntimeException(error)))).isSameAs(error);
        FatalErrors.check(new IllegalStateException(new RuntimeException("no error")));
    }

    private static List<String> errors(ChildProcess.Ended ended) {
        return ended.stderr().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    private ChildProcess.Ended run(String where) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(FailingService.class, directory, Map.of("SKYTROVE_CRASH_AT", where))) {
            return child.await();
        }
    }
}
