package dev.skytrove.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TestChildProcess {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void linesAreAwaitedInOrderAndTheLastOneIsKept() {
        String script = "echo one; echo two; echo two; echo $THREE";
        try (ChildProcess process = shell(script).environment("THREE", "3").start()) {
            assertThat(process.awaitLine(line -> line.equals("two"), SOON)).isEqualTo("two");
            assertThat(process.awaitLine(line -> line.startsWith("t"), SOON)).isEqualTo("two");
            assertThat(process.waitFor(SOON)).isZero();
            assertThat(process.lastLine()).contains("3");
        }
    }

    @Test
    void missingLineIsReportedWithExitCodeAndStderr() {
        try (ChildProcess process = shell("echo one; echo broken >&2; exit 7").start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitLine(line -> line.equals("two"), SOON))
                    .withMessageContaining("ended with 7")
                    .withMessageContaining("broken");
        }
    }

    @Test
    void outputOfAnyLengthNeitherBlocksNorFillsMemory() {
        try (ChildProcess process = shell("yes some words | head -n 300000; echo end").start()) {
            assertThat(process.waitFor(SOON)).isZero();
            assertThat(process.lastLine()).contains("end");
        }
    }

    @Test
    void stderrGoesToAFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("log");
        try (ChildProcess process = shell("echo one >&2; echo two >&2").stderrTo(file).start()) {
            process.waitFor(SOON);
        }
        assertThat(Files.readAllLines(file)).containsExactly("one", "two");
    }

    @Test
    void signalsShowInTheExitCode() {
        try (ChildProcess killed = shell("sleep 60").start();
                ChildProcess terminated = shell("exec sleep 60").start();
                ChildProcess heedful = shell("trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done").start()) {
            killed.kill();
            assertThat(killed.waitFor(SOON)).isEqualTo(137);
            assertThat(terminated.terminate(SOON)).isEqualTo(143);
            heedful.awaitLine("up"::equals, SOON);
            assertThat(heedful.terminate(SOON)).isEqualTo(5);
        }
    }

    @Test
    void pausedProcessDoesNothingUntilItIsResumed() {
        try (ChildProcess process = shell("while :; do echo tick; sleep 0.02; done").start()) {
            process.awaitLine("tick"::equals, SOON);
            process.pause();
            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitLine("never"::equals, Duration.ofMillis(300)));
            assertThatIllegalStateException()
                    .isThrownBy(() -> process.awaitLine("tick"::equals, Duration.ofMillis(300)));
            process.resume();
            process.awaitLine("tick"::equals, SOON);
        }
    }

    @Test
    void closeEndsWhatIgnoresTermination() {
        ChildProcess process = shell("trap '' TERM; echo up; while :; do sleep 0.05; done").start();
        process.awaitLine("up"::equals, SOON);
        process.close();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void unknownCommandIsReported() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChildProcess.command("no-such-command").start())
                .withMessageContaining("no-such-command");
    }

    private static ChildProcess.Builder shell(String script) {
        return ChildProcess.command("sh", "-c", script);
    }
}
