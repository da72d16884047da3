package dev.skytrove.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A function behind a listening socket that outlives it, as systemd would run it; see {@code socket-activate.c}. */
public final class SocketActivation implements AutoCloseable {
    private static final String SOURCE = "socket-activate.c";

    private final Process process;
    private final Path stderr;
    private final int port;
    private final ConcurrentLinkedQueue<Integer> exitCodes = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> read;

    private SocketActivation(Process process, Path stderr) throws IOException {
        this.process = process;
        this.stderr = stderr;
        BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8);
        this.port = number(stdout.readLine());
        this.read = CompletableFuture.runAsync(
                () -> stdout.lines().forEach(line -> exitCodes.add(number(line))), Thread.ofVirtual()::start);
    }

    /** Starts a command with these variables and no others of ours. Skips the test where no C compiler is. */
    static SocketActivation start(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> activated = new ArrayList<>(List.of(compile(directory).toString()));
        activated.addAll(command);
        Path stderr = Files.createTempFile(directory, "activated", ".log");
        ProcessBuilder builder = new ProcessBuilder(activated).redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SKYTROVE|AWS|LISTEN)_.*|PORT"));
        builder.environment().putAll(environment);
        return new SocketActivation(builder.start(), stderr);
    }

    private static Path compile(Path directory) throws IOException, InterruptedException {
        assumeTrue(hasCompiler(), "gcc is not installed");
        Path program = directory.resolve("socket-activate");
        Path source = directory.resolve(SOURCE);
        try (InputStream code = SocketActivation.class.getResourceAsStream(SOURCE)) {
            Files.copy(code, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Process gcc = new ProcessBuilder("gcc", "-Wall", "-Werror", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).as("gcc").isZero();
        return program;
    }

    private static boolean hasCompiler() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** How the runs that have ended did so. */
    public List<Integer> exitCodes() {
        return List.copyOf(exitCodes);
    }

    /** Sends SIGTERM, which reaches the function too. */
    public void terminate() {
        // Not the process itself: that would close its output before it is read.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** Waits for the end after {@link #terminate()}. */
    public void await() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        read.join();
    }

    /** What the function has printed and logged in all its runs. */
    public String log() {
        try {
            return Files.readString(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Gently first: killed at once it would leave the function behind.
        process.toHandle().destroy();
        read.completeOnTimeout(null, 60, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }

    private static int number(String line) {
        return Integer.parseInt(line.replaceFirst(".* ", ""));
    }
}
