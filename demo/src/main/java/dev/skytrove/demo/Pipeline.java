package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.client.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a run, started one by one. Closing ends those that run, the last started first, and may happen at
 * any moment.
 */
final class Pipeline implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration JOB_PATIENCE = Duration.ofMinutes(30);

    private final Installation installation;
    private final Workspace workspace;
    private final String storage;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;

    /** @param storage location of the lake; empty for a directory of the workspace */
    Pipeline(Installation installation, Workspace workspace, String storage) {
        this.installation = installation;
        this.workspace = workspace;
        this.storage = storage.isEmpty() ? "file://" + workspace.directory("lake") : storage;
    }

    /** Where the lake is. */
    String storage() {
        return storage;
    }

    RedisServer startRedis(String... options) {
        return started(RedisServer.start(workspace.directory("redis"), options));
    }

    Simulator startSimulator(DemoOptions.Source source) {
        List<String> arguments = switch (source) {
            case DemoOptions.Source.Recording(Path file) -> List.of("--replay", file.toString());
            case DemoOptions.Source.Generated(long events, List<String> load) ->
                Stream.concat(Stream.of("--events", String.valueOf(events)), load.stream()).toList();
            case DemoOptions.Source.Live() -> throw new IllegalArgumentException("the live network is not simulated");
        };
        return started(Simulator.of(installation
                .command(Installation.Component.SIMULATOR, arguments)
                .stderrTo(workspace.log("simulator"))
                .start()));
    }

    /** Starts the ingestor and returns when it runs. */
    ChildProcess startIngestor(Map<String, String> settings) {
        ChildProcess.Builder builder = component(Installation.Component.INGESTOR)
                .environment("SKYTROVE_STORAGE", storage)
                .environment("SKYTROVE_MANAGEMENT_PORT", "0")
                .environment(settings);
        ChildProcess ingestor = started(builder.start());
        ready(ingestor);
        return ingestor;
    }

    /** Starts a function on a free port and returns its base URL when it listens. */
    String startFunction(Installation.Component function) {
        return url(function, function(function));
    }

    /** The base URL of a function, once it listens. */
    static String url(Installation.Component function, ChildProcess process) {
        return ready(process).path("url").asText() + "/" + function.label();
    }

    /** Starts a function on a free port. */
    ChildProcess function(Installation.Component function) {
        ChildProcess.Builder builder = component(function)
                .withoutEnvironment("PORT")
                .environment("SKYTROVE_STORAGE", storage)
                .environment("SKYTROVE_HTTP_PORT", "0")
                .environment("SKYTROVE_MANAGEMENT_PORT", "0")
                .environment("SKYTROVE_CACHE_DIR", workspace.directory("cache").toString());
        return started(builder.start());
    }

    /** Starts the explorer over the functions, if it has been built; empty if not. */
    Optional<URI> startExplorer(String search, String export) {
        Path page = installation.explorer();
        if (!ExplorerServer.isBuilt(page)) {
            return Optional.empty();
        }
        try {
            return Optional.of(started(ExplorerServer.start(page, URI.create(search), URI.create(export))).url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs one flush.
     *
     * @return its summary
     * @throws IllegalStateException if it fails
     */
    JsonNode flush(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SKYTROVE_FLUSH_WORK_DIR", workspace.directory("flush").toString());
        return job(Installation.Component.FLUSH, all);
    }

    /**
     * Runs a job to its end.
     *
     * @return its summary
     * @throws IllegalStateException if it fails
     */
    JsonNode job(Installation.Component job, Map<String, String> settings, String... arguments) {
        ChildProcess.Builder builder = installation.command(job, List.of(arguments))
                .stderrTo(workspace.log(job.label()))
                .environment("SKYTROVE_STORAGE", storage)
                .environment(settings);
        try (ChildProcess process = builder.start()) {
            int code = process.waitFor(JOB_PATIENCE);
            if (code != 0) {
                throw new IllegalStateException("the " + job.label() + " ended with " + code + ":\n" + process.stderr());
            }
            return Json.parse(process.lastLine().orElse(""));
        }
    }

    private ChildProcess.Builder component(Installation.Component component) {
        return installation.command(component, List.of()).stderrTo(workspace.log(component.label()));
    }

    private static JsonNode ready(ChildProcess process) {
        return Json.parse(process.awaitLine(line -> line.startsWith("{"), START_PATIENCE));
    }

    private synchronized <T extends AutoCloseable> T started(T process) {
        running.push(process);
        if (closed) {
            end();
            throw new IllegalStateException("interrupted");
        }
        return process;
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
