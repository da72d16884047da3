package dev.skytrove.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A process that this one started, watches, and ends: at the latest when this JVM ends. Its output is read all the
 * time, so it never blocks on a full pipe, and kept in bounded memory: the newest {@value OutputLines#LINES} lines of
 * each stream, the first {@value OutputLines#LINE_LENGTH} characters of a line.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final OutputLines stdout;
    private final OutputLines stderr;
    private final Thread shutdownHook;

    private ChildProcess(Builder builder, Process process) {
        this.process = process;
        name = builder.name;
        stdout = new OutputLines(process.inputReader(UTF_8), builder.onStdout, name + " stdout");
        stderr = new OutputLines(process.errorReader(UTF_8), builder.onStderr, name + " stderr");
        shutdownHook = new Thread(this::destroyForcibly, name + " end");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Prepares to start a command, for example {@code java -jar flush.jar}. */
    public static Builder command(String... command) {
        return new Builder(List.of(command));
    }

    /** Prepares to start a command. */
    public static Builder command(List<String> command) {
        return new Builder(command);
    }

    /** The process' ID. */
    public long pid() {
        return process.pid();
    }

    /** The most memory (MiB, resident) that it has had at a time; it still runs. */
    public long peakMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it still runs; a paused process does. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for a line on stdout. Lines are looked at once, in their order: those before the one found are gone, and
     * the next call waits for a later line.
     *
     * @throws IllegalStateException if the process ends, or {@code patience} does, before such a line; the message
     *     has the end of stderr
     */
    public String awaitLine(Predicate<String> wanted, Duration patience) {
        return stdout.await(wanted, patience).orElseThrow(() -> noSuchLine(patience));
    }

    /** The newest line on stdout, which is a finished process' result; empty if it printed none. */
    public Optional<String> lastLine() {
        return stdout.last();
    }

    /** The newest lines on stdout, a few dozen at most. */
    public List<String> stdout() {
        return stdout.newest();
    }

    /** The newest lines on stderr, joined, for messages about a failure. */
    public String stderr() {
        return String.join("\n", stderr.newest());
    }

    /**
     * Waits until it has ended and all of its output is read.
     *
     * @return the exit code: 128 plus the signal's number if a signal ended it, for example 137 after {@link #kill}
     * @throws IllegalStateException if it still runs when {@code patience} ends
     */
    public int waitFor(Duration patience) {
        if (!ended(patience)) {
            throw new IllegalStateException(name + " still runs after " + patience + errors());
        }
        forgetShutdownHook();
        stdout.awaitEnd(PATIENCE);
        stderr.awaitEnd(PATIENCE);
        return process.exitValue();
    }

    /**
     * Asks it to end (SIGTERM) and waits.
     *
     * @return the exit code
     * @throws IllegalStateException if it still runs when {@code patience} ends
     */
    public int terminate(Duration patience) {
        process.toHandle().destroy();
        return waitFor(patience);
    }

    /** Ends it and all that it started at once (SIGKILL), and waits until it is gone. */
    public void kill() {
        destroyForcibly();
        waitFor(PATIENCE);
    }

    /** Stops it where it stands (SIGSTOP): it keeps its memory and connections and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause} (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Ends it: politely first, by SIGKILL if it does not heed that. */
    @Override
    public void close() {
        if (isAlive()) {
            resume();
            process.toHandle().destroy();
        }
        if (!ended(PATIENCE)) {
            destroyForcibly();
        }
        waitFor(PATIENCE);
    }

    @Override
    public String toString() {
        return name + " (process " + pid() + ")";
    }

    private void signal(String signal) {
        try {
            // The shell's own kill: the one of procps is not installed everywhere.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0 && isAlive()) {
                throw new IllegalStateException("could not send SIG" + signal + " to " + this);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Not by Process' own methods, which would also close the streams and lose what is not read yet. */
    private void destroyForcibly() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private IllegalStateException noSuchLine(Duration patience) {
        String message = name + " did not print the awaited line within " + patience;
        if (stdout.awaitEnd(Duration.ZERO) && ended(PATIENCE)) {
            message = name + " ended with " + waitFor(PATIENCE) + " and had not printed the awaited line";
        }
        return new IllegalStateException(message + errors());
    }

    private String errors() {
        String lines = stderr();
        return lines.isEmpty() ? "" : "; its stderr ends:\n" + lines;
    }

    private void forgetShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs, finds the process gone, and does nothing.
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a process", e);
    }

    /** What to start, and who sees its output. */
    public static final class Builder {
        private final List<String> command;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> removed = new ArrayList<>();
        private String name;
        private Path directory = Path.of("").toAbsolutePath();
        private Consumer<String> onStdout = line -> {};
        private Consumer<String> onStderr = line -> {};

        private Builder(List<String> command) {
            this.command = List.copyOf(command);
            name = Path.of(command.getFirst()).getFileName().toString();
        }

        /** Calls it this in messages and thread names; the default is the command's first word. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets a variable of its environment, which otherwise is that of this process. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Sets variables of its environment. */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Takes a variable of this process out of its environment. */
        public Builder withoutEnvironment(String variable) {
            removed.add(variable);
            return this;
        }

        /** Starts it in this directory; the default is that of this process. */
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /** Passes every line of its stdout, from one thread, as it comes. */
        public Builder onStdout(Consumer<String> consumer) {
            onStdout = consumer;
            return this;
        }

        /** Passes every line of its stderr, from one thread, as it comes. */
        public Builder onStderr(Consumer<String> consumer) {
            onStderr = consumer;
            return this;
        }

        /** Appends every line of its stderr to a file. */
        public Builder stderrTo(Path file) {
            return onStderr(new LineFile(file));
        }

        /**
         * Starts it.
         *
         * @throws IllegalStateException if the command cannot be started, for example because it is not installed
         */
        public ChildProcess start() {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().keySet().removeAll(removed);
            builder.environment().putAll(environment);
            try {
                Process process = builder.start();
                process.getOutputStream().close();
                return new ChildProcess(this, process);
            } catch (IOException e) {
                throw new IllegalStateException("could not start " + name + ": " + e.getMessage(), e);
            }
        }
    }
}
