package dev.skytrove.testing.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The processes of a run, started one by one. Closing ends those that run, the last started first, and may happen at any
 * moment, by any thread.
 */
public final class ProcessGroup implements AutoCloseable {
    private final Duration patience;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;

    /** @param patience how long a process may take to say that it is ready */
    public ProcessGroup(Duration patience) {
        this.patience = patience;
    }

    /**
     * Ends with the others what was started.
     *
     * @throws IllegalStateException if these are ended already; then this is, too
     */
    public synchronized <T extends AutoCloseable> T add(T process) {
        running.push(process);
        if (closed) {
            end();
            throw new IllegalStateException("interrupted");
        }
        return process;
    }

    /** Starts a process. */
    public ChildProcess start(ChildProcess.Builder process) {
        return add(process.start());
    }

    /** Starts a function on a free port. */
    public ChildProcess startFunction(ChildProcess.Builder function, Path cache) {
        return start(function.withoutEnvironment("PORT")
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_MANAGEMENT_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", cache.toString()));
    }

    /** The base URL of a function, once it listens. */
    public String url(ChildProcess process, String function) {
        return ready(process).path("url").asText() + "/" + function;
    }

    /** What a process says once it is ready. */
    public JsonNode ready(ChildProcess process) {
        return Json.parse(process.awaitLine(line -> line.startsWith("{"), patience));
    }

    /**
     * Runs a job to its end, without adding it to the others.
     *
     * @return its summary
     * @throws IllegalStateException if it fails
     */
    public static JsonNode run(ChildProcess.Builder job, String name, Duration patience) {
        try (ChildProcess process = job.start()) {
            int code = process.waitFor(patience);
            if (code != 0) {
                throw new IllegalStateException("the " + name + " ended with " + code + ":\n" + process.stderr());
            }
            return Json.parse(process.lastLine().orElse(""));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    private void end() {
        while (!running.isEmpty()) {
            AutoCloseable process = running.pop();
            try {
                process.close();
            } catch (Exception e) {
                // The others must end all the same; this one is killed when the JVM ends.
                System.err.println("skytrove: could not end " + process + ": " + e.getMessage());
            }
        }
    }
}
