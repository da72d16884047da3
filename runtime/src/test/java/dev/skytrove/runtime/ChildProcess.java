package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs a class of this module. */
public final class ChildProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final BufferedReader stdout;
    private final Path stderr;

    private ChildProcess(Process process, Path stderr) {
        this.process = process;
        this.stdout = process.inputReader(StandardCharsets.UTF_8);
        this.stderr = stderr;
    }

    /** The command that starts a class' {@code main} in a JVM of its own. */
    public static List<String> command(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    /** Starts a class' {@code main} with these environment variables and no others of ours. */
    public static ChildProcess start(Class<?> main, Path directory, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(command(main));
        command.addAll(List.of(args));
        Path stderr = Files.createTempFile(directory, "stderr", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SKYTROVE|AWS|LISTEN)_.*|PORT"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), stderr);
    }

    /** The next line of standard output. */
    public String readLine() throws IOException {
        return stdout.readLine();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        // Not the process itself: that would close its output before it is read.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** Waits for the end. */
    public Ended await() throws IOException, InterruptedException {
        List<String> lines = stdout.lines().toList();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), lines, Files.readString(stderr));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** How a process ended and what it left to read. */
    public record Ended(int code, List<String> stdout, String stderr) {}
}
