package dev.skytrove.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.Samples;
import dev.skytrove.bench.Workshop;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench ingest}. */
public final class Ingest implements Benchmark {
    private static final List<String> JVM = List.of("-Xmx128m", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.concat(
                Stream.of(
                        Options.ofNumber("events", "N",
                                "how many events (default: 1000000)"),
                        Options.ofNumber("peer-events", "N",
                                "how many the consumer in Node gets, which is slower (default: 300000)"),
                        Options.ofNumber("rounds", "N",
                                "runs of each that a figure is the median of (default: 3)"),
                        Options.ofText("bin", "DIR",
                                "the folder of the ingestor's binary (default: dist/bin; without one its jar is measured)")),
                Load.options().stream()).toList();
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        int events = options.number("events", 1_000_000);
        int peerEvents = options.number("peer-events", Math.min(events, 300_000));
        int rounds = options.number("rounds", 3);
        Path root = ProjectPaths.find().root();
        String binaries = options.text("bin", root.resolve("dist/bin").toString());
        Load load = Load.of(options);

        Path work = Files.createDirectories(root.resolve("bench/target/ingest"));
        Stage stage = new Stage(load);
        Path ledger = work.resolve("events.jsonl");
        report.step("writing " + events + " events: " + load.description());
        load.write(events, ledger);
        Map<Consumer, Measured> measured = new LinkedHashMap<>();
        ingestors(binaries).forEach(ingestor -> measured.put(ingestor, new Measured(events)));
        Measured peer = new Measured(peerEvents);
        measured.put(peer(new Workshop(work, Ingest.class)), peer);
        Samples limit = new Samples();
        for (int round = 1; round <= rounds; round++) {
            report.step("round " + round + " of " + rounds);
            limit.add(BarePipeline.run(ledger, events));
            for (Map.Entry<Consumer, Measured> consumer : measured.entrySet()) {
                stage.run(consumer.getKey(), consumer.getValue());
            }
        }
        Files.delete(ledger);
        report.line("websocket to Redis with append-only file, " + load.description() + ", medians of " + rounds);
        table(report, measured, limit);
        return load.addTo(json(measured, peer, limit));
    }

    /** The binary, if there is one, and the jar. */
    private static List<Consumer> ingestors(String binaries) {
        Path binary = Path.of(binaries, "ingestor");
        List<String> jar = new ArrayList<>(List.of(ProjectPaths.java().toString()));
        jar.addAll(JVM);
        jar.addAll(List.of("-jar", ProjectPaths.find().jar("ingestor").toString()));
        List<Consumer> ingestors = new ArrayList<>();
        if (Files.isExecutable(binary)) {
            ingestors.add(ingestor("native", List.of(binary.toString())));
        }
        ingestors.add(ingestor("jvm", jar));
        return ingestors;
    }

    private static Consumer ingestor(String name, List<String> command) {
        return new Consumer(
                name,
                List.of("firehose:metadata", "count.ingested"),
                (_, _) -> command,
                (redis, jetstream) -> Map.of(
                        "SKYTROVE_REDIS", redis.toString(),
                        "SKYTROVE_JETSTREAM", jetstream,
                        "SKYTROVE_MANAGEMENT_PORT", "0"));
    }

    private static Consumer peer(Workshop workshop) throws IOException, InterruptedException {
        Path program = workshop.unpack("node/peer.js");
        workshop.unpack("node/package.json");
        Workshop.npmInstall(program.getParent());
        return new Consumer(
                "Node, ws and ioredis",
                List.of("peer:metadata", "count"),
                (redis, jetstream) -> List.of("node", program.toString(), redis.toString(), jetstream),
                (URI _, String _) -> Map.of());
    }

    private static void table(Report report, Map<Consumer, Measured> measured, Samples limit) {
        List<List<String>> rows = new ArrayList<>();
        measured.forEach((consumer, figures) -> rows.add(row(consumer.name(), figures)));
        rows.add(List.of("bare pipeline", Report.number(limit.median()), "-", "-", "-"));
        report.table(List.of("", "events/s", "CPU s/million", "peak MiB", "Redis B/event"), rows);
    }

    private static List<String> row(String name, Measured measured) {
        return List.of(
                name,
                Report.number(measured.eventsPerSecond()),
                Report.number(measured.cpuPerMillion()),
                Report.number(measured.peakMib()),
                Report.number(measured.redisBytes()));
    }

    /** The figures of the binary, if there is one, else of the jar; and those of each by its name. */
    private static ObjectNode json(Map<Consumer, Measured> measured, Measured peer, Samples limit) {
        ObjectNode json = figures(measured.values().iterator().next(), peer, limit);
        measured.forEach((consumer, figures) -> {
            if (figures != peer) {
                json.set(consumer.name(), figures(figures, peer, limit));
            }
        });
        return json;
    }

    private static ObjectNode figures(Measured ingestor, Measured peer, Samples limit) {
        return JsonNodeFactory.instance.objectNode()
                .put("events", ingestor.events())
                .put("events_per_s", Math.round(ingestor.eventsPerSecond()))
                .put("cpu_s_per_million", rounded(ingestor.cpuPerMillion()))
                .put("peak_mib", rounded(ingestor.peakMib()))
                .put("redis_bytes_per_event", rounded(ingestor.redisBytes()))
                .put("ratio_limit", rounded(ingestor.eventsPerSecond() / limit.median()))
                .put("ratio_peer_cpu", rounded(peer.cpuPerMillion() / ingestor.cpuPerMillion()))
                .put("ratio_peer_rate", rounded(ingestor.eventsPerSecond() / peer.eventsPerSecond()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
