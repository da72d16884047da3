package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.RedisServer;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One run: events in, a flush, what the lake then holds, examples over HTTP; then, if wanted, on and on. */
final class Demo {
    private static final Duration BETWEEN_FLUSHES = Duration.ofMinutes(1);
    /** A recording ends; its server then is silent, not lost. */
    private static final String WHILE_UP = "8760h";

    private final DemoOptions options;
    private final Pipeline pipeline;
    private final Workspace workspace;
    private final PrintStream out;
    private final Progress progress;
    private final Map<String, String> redisSettings = new HashMap<>();

    Demo(DemoOptions options, Pipeline pipeline, Workspace workspace, PrintStream out, Progress progress) {
        this.options = options;
        this.pipeline = pipeline;
        this.workspace = workspace;
        this.out = out;
        this.progress = progress;
    }

    /** Returns when everything that was asked for is shown; without {@code --once} it runs until interrupted. */
    void run() throws InterruptedException {
        ObjectStores.createBucket(pipeline.storage(), System.getenv());
        RedisServer redis = pipeline.startRedis();
        redisSettings.put("SKYTROVE_REDIS", redis.uri().toString());
        progress.step("redis-server at " + redis.uri());
        try (Http http = new Http();
                IngestCounts.Reader counts = new IngestCounts.Reader(redis.uri())) {
            Ingestion ingestion = ingest(counts, http);
            flush();
            show(counts.read(), http);
            while (!options.once()) {
                ingestion.watch(BETWEEN_FLUSHES);
                flush();
            }
        }
    }

    private Ingestion ingest(IngestCounts.Reader counts, Http http) throws InterruptedException {
        if (options.source() instanceof DemoOptions.Source.Live) {
            progress.step("reading the live network; the first flush follows in " + BETWEEN_FLUSHES.toSeconds() + " s");
            Ingestion ingestion = new Ingestion(counts, startIngestor(Map.of()), progress);
            ingestion.watch(BETWEEN_FLUSHES);
            return ingestion;
        }
        Simulator simulator = pipeline.startSimulator(options.source());
        progress.step("Jetstream with " + simulator.events() + " events at " + simulator.url());
        ChildProcess ingestor = startIngestor(
                Map.of("SKYTROVE_JETSTREAM", simulator.url(), "SKYTROVE_INGESTOR_SILENCE_TIMEOUT", WHILE_UP));
        Ingestion ingestion = new Ingestion(counts, ingestor, progress);
        ingestion.awaitAll(simulator, http);
        return ingestion;
    }

    private ChildProcess startIngestor(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(redisSettings);
        all.putAll(settings);
        return pipeline.startIngestor(all);
    }

    private void flush() {
        progress.step("flushing to " + pipeline.storage());
        JsonNode summary = pipeline.flush(redisSettings);
        progress.step("flushed " + summary.path("files") + " files in " + summary.path("elapsed_ms") + " ms");
    }

    private void show(IngestCounts counts, Http http) {
        ObjectNode summary = Json.object();
        summary.put("events", counts.processed()).put("ingested", counts.ingested());
        summary.put("duplicates", counts.duplicates()).put("malformed", counts.malformed());
        LakeContent.read(pipeline.storage(), workspace.directory("counted")).show(out, summary);
        String search = pipeline.startFunction(Installation.Component.SEARCH);
        String export = pipeline.startFunction(Installation.Component.EXPORT);
        new Examples(http, search, export, out).run(summary);
        summary.put("search_url", search).put("export_url", export);
        Optional<URI> page = options.once() ? Optional.empty() : pipeline.startExplorer(search, export);
        page.ifPresent(url -> summary.put("explorer_url", url.toString()));
        out.println();
        page.ifPresent(url -> progress.step("the explorer is at " + url));
        if (!options.once()) {
            progress.step("search at " + search + ", export at " + export + "; flushing every minute until Ctrl-C");
        }
        out.println(summary);
        out.flush();
    }
}
