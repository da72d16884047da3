package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.client.Json;
import dev.skytrove.testing.client.Simulator;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run: events in, a flush, what the lake then holds, examples over HTTP; then, if wanted, on and on. */
final class Demo {
    private static final Duration BETWEEN_FLUSHES = Duration.ofMinutes(1);

    /** Of generated events: how long ago the first happens, and a part of all that is the most of a table in a batch. */
    private static final Duration SPAN = Duration.ofHours(3);
    private static final int PARTS = 6;
    private static final int DENSEST = 100_000;

    /** A recording ends; its server then is silent, not lost. */
    private static final String WHILE_UP = "8760h";

    private final DemoOptions options;
    private final DemoProcesses processes;
    private final Workspace workspace;
    private final PrintStream out;
    private final Progress progress;
    private final Map<String, String> redisSettings = new HashMap<>();

    Demo(DemoOptions options, DemoProcesses processes, Workspace workspace, PrintStream out, Progress progress) {
        this.options = options;
        this.processes = processes;
        this.workspace = workspace;
        this.out = out;
        this.progress = progress;
    }

    /** Returns when everything that was asked for is shown; without {@code --once} it runs until interrupted. */
    void run() throws InterruptedException {
        ObjectStores.createBucket(processes.storage(), System.getenv());
        RedisServer redis = isGenerated() ? processes.startRedis("--appendfsync", "always") : processes.startRedis();
        redisSettings.put("SKYTROVE_REDIS", redis.uri().toString());
        progress.step("redis-server at " + redis.uri());
        try (IngestCounts.Reader counts = new IngestCounts.Reader(redis.uri())) {
            Ingestion ingestion = ingest(counts);
            flush(options.source() instanceof DemoOptions.Source.Generated(long events, List<String> _)
                    ? Map.of("SKYTROVE_FLUSH_MAX_EVENTS", String.valueOf(Math.max(1, events / PARTS)))
                    : Map.of());
            show(counts.read());
            while (!options.once()) {
                ingestion.watch(BETWEEN_FLUSHES);
                flush(Map.of());
            }
        }
    }

    private boolean isGenerated() {
        return options.source() instanceof DemoOptions.Source.Generated;
    }

    /** Generated events in a span of time that has hours which are over, and end now. */
    private static DemoOptions.Source overHours(DemoOptions.Source source) {
        if (!(source instanceof DemoOptions.Source.Generated(long events, List<String> load))) {
            return source;
        }
        long density = Math.clamp(events / SPAN.toSeconds(), 1, DENSEST);
        List<String> further = Stream.concat(load.stream(), Stream.of("--density", String.valueOf(density))).toList();
        return new DemoOptions.Source.Generated(events, further);
    }

    private Ingestion ingest(IngestCounts.Reader counts) throws InterruptedException {
        if (options.source() instanceof DemoOptions.Source.Live) {
            progress.step("reading the live network; the first flush follows in " + BETWEEN_FLUSHES.toSeconds() + " s");
            Ingestion ingestion = new Ingestion(counts, startIngestor(Map.of()), progress);
            ingestion.watch(BETWEEN_FLUSHES);
            return ingestion;
        }
        Simulator simulator = processes.startSimulator(overHours(options.source()));
        progress.step("Jetstream with " + simulator.events() + " events at " + simulator.url());
        ChildProcess ingestor = startIngestor(
                Map.of("SKYTROVE_JETSTREAM", simulator.url(), "SKYTROVE_INGESTOR_SILENCE_TIMEOUT", WHILE_UP));
        Ingestion ingestion = new Ingestion(counts, ingestor, progress);
        ingestion.awaitAll(simulator);
        return ingestion;
    }

    private ChildProcess startIngestor(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(redisSettings);
        all.putAll(settings);
        return processes.startIngestor(all);
    }

    private void flush(Map<String, String> settings) {
        progress.step("flushing to " + processes.storage());
        Map<String, String> all = new HashMap<>(redisSettings);
        all.putAll(settings);
        JsonNode summary = processes.flush(all);
        progress.step("flushed " + summary.path("files") + " files in " + summary.path("elapsed_ms") + " ms");
    }

    private void show(IngestCounts counts) {
        ObjectNode summary = Json.object();
        summary.put("events", counts.processed()).put("ingested", counts.ingested());
        summary.put("duplicates", counts.duplicates()).put("malformed", counts.malformed());
        LakeContent.read(processes.storage(), workspace.directory("counted")).show(out, summary);
        String search = processes.startFunction(Installation.Component.SEARCH);
        String export = processes.startFunction(Installation.Component.EXPORT);
        new Examples(search, export, out).run(summary);
        if (!(options.source() instanceof DemoOptions.Source.Live)) {
            addFeatures(export, summary);
        }
        if (isGenerated() && options.storage().isEmpty()) {
            keepUp(summary);
        }
        summary.put("search_url", search).put("export_url", export);
        Optional<URI> page = options.once() ? Optional.empty() : processes.startExplorer(search, export);
        page.ifPresent(url -> summary.put("explorer_url", url.toString()));
        out.println();
        page.ifPresent(url -> progress.step("the explorer is at " + url));
        if (!options.once()) {
            progress.step("search at " + search + ", export at " + export + "; flushing every minute until Ctrl-C");
        }
        out.println(summary);
        out.flush();
    }

    private void addFeatures(String export, ObjectNode summary) {
        progress.step("importing features of posts");
        JsonNode imported = new DemoFeatures(processes, workspace).add(export);
        long posts = imported.path("posts").asLong() - imported.path("unknown").asLong();
        out.printf("%nimport: %s of %d posts%n", imported.path("features"), posts);
        summary.putObject("features").put("posts", posts).set("names", imported.path("features"));
    }

    /** What an installation does every hour and every day. Only where nobody else's lake is. */
    private void keepUp(ObjectNode summary) {
        progress.step("merging the files of hours that are over, taking a snapshot, and deleting what is old");
        Upkeep upkeep = new Upkeep(processes);
        upkeep.compact();
        upkeep.compact();
        Upkeep.Kept kept = upkeep.snapshot();
        out.printf("%ncompact: %d files of hours that are over made fewer, %d deleted%n", upkeep.filesMerged(), upkeep.filesDeleted());
        out.printf("snapshot: %s names %d files, all as they were written%n", kept.snapshot(), kept.files());
        out.printf("ttl: %d objects are older than they must be kept%n", kept.expired());
        ObjectNode upkept = summary.putObject("upkeep");
        upkept.put("files_merged", upkeep.filesMerged()).put("files_deleted", upkeep.filesDeleted());
        upkept.put("snapshot_files", kept.files()).put("expired", kept.expired());
    }
}
