package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.ProcessGroup;
import dev.skytrove.testing.client.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a run, started one by one. Closing ends those that run, the last started first, and may happen at
 * any moment.
 */
final class DemoProcesses implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration JOB_PATIENCE = Duration.ofMinutes(30);

    private final Installation installation;
    private final Workspace workspace;
    private final String storage;
    private final ProcessGroup running = new ProcessGroup(START_PATIENCE);

    /** @param storage location of the lake; empty for a directory of the workspace */
    DemoProcesses(Installation installation, Workspace workspace, String storage) {
        this.installation = installation;
        this.workspace = workspace;
        this.storage = storage.isEmpty() ? "file://" + workspace.directory("lake") : storage;
    }

    /** Where the lake is. */
    String storage() {
        return storage;
    }

    RedisServer startRedis(String... options) {
        return running.add(RedisServer.start(workspace.directory("redis"), options));
    }

    Simulator startSimulator(DemoOptions.Source source) {
        List<String> arguments = switch (source) {
            case DemoOptions.Source.Recording(Path file) -> List.of("--replay", file.toString());
            case DemoOptions.Source.Generated(long events, List<String> load) ->
                Stream.concat(Stream.of("--events", String.valueOf(events)), load.stream()).toList();
            case DemoOptions.Source.Live() -> throw new IllegalArgumentException("the live network is not simulated");
        };
        return running.add(Simulator.of(installation
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
        ChildProcess ingestor = running.start(builder);
        running.ready(ingestor);
        return ingestor;
    }

    /** Starts a function on a free port and returns its base URL when it listens. */
    String startFunction(Installation.Component function) {
        return url(function, function(function));
    }

    /** The base URL of a function, once it listens. */
    String url(Installation.Component function, ChildProcess process) {
        return running.url(process, function.label());
    }

    /** Starts a function on a free port. */
    ChildProcess function(Installation.Component function) {
        return running.startFunction(
                component(function).environment("SKYTROVE_STORAGE", storage), workspace.directory("cache"));
    }

    /** Starts the explorer over the functions, if it has been built; empty if not. */
    Optional<URI> startExplorer(String search, String export) {
        Path page = installation.explorer();
        if (!ExplorerServer.isBuilt(page)) {
            return Optional.empty();
        }
        try {
            return Optional.of(running.add(ExplorerServer.start(page, URI.create(search), URI.create(export))).url());
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
        return ProcessGroup.run(builder, job.label(), JOB_PATIENCE);
    }

    private ChildProcess.Builder component(Installation.Component component) {
        return installation.command(component, List.of()).stderrTo(workspace.log(component.label()));
    }

    @Override
    public void close() {
        running.close();
    }
}
