package dev.skytrove.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.Samples;
import dev.skytrove.bench.UsageException;
import dev.skytrove.bench.Workshop;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code bench ingest}. */
public final class Ingest implements Benchmark {
    private static final List<String> JVM = List.of("-Xmx128m", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String help() {
        return """
              --events N       how many events (default: 1000000)
              --peer-events N  how many the consumer in Node gets, which is slower (default: 300000)
              --rounds N       runs of each that a figure is the median of (default: 3)
              --bin DIR        the folder of the ingestor's binary (default: none, its jar is run)
            """;
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        int events = options.number("events", 1_000_000);
        int peerEvents = options.number("peer-events", Math.min(events, 300_000));
        int rounds = options.number("rounds", 3);
        String binaries = options.text("bin", "");
        options.requireAllKnown();

        Path work = Files.createDirectories(ProjectPaths.find().root().resolve("bench/target/ingest"));
        Stage stage = new Stage(List.of("--seed", "1", "--start", "2026-07-04T14:00:00Z", "--preload", "v1"));
        Path ledger = work.resolve("events.jsonl");
        report.step("writing " + events + " events");
        stage.writeLedger(events, ledger);
        Consumer ours = ingestor(binaries);
        Consumer theirs = peer(new Workshop(work, Ingest.class));
        Measured ingestor = new Measured();
        Measured peer = new Measured();
        Samples limit = new Samples();
        for (int round = 1; round <= rounds; round++) {
            report.step("round " + round + " of " + rounds);
            limit.add(BarePipeline.run(ledger, events));
            stage.run(ours, events, ingestor);
            stage.run(theirs, peerEvents, peer);
        }
        Files.delete(ledger);
        table(report, rounds, ingestor, peer, limit);
        return json(events, ingestor, peer, limit);
    }

    private static Consumer ingestor(String binaries) {
        boolean isNative = !binaries.isEmpty();
        List<String> command = new ArrayList<>();
        if (isNative) {
            command.add(Path.of(binaries, "ingestor").toString());
        } else {
            command.add(ProjectPaths.java().toString());
            command.addAll(JVM);
            command.addAll(List.of("-jar", ProjectPaths.find().jar("ingestor").toString()));
        }
        if (isNative && !Files.isExecutable(Path.of(command.getFirst()))) {
            throw new UsageException("there is no " + command.getFirst() + "; run ./skytrove build --native ingestor");
        }
        return new Consumer(
                isNative ? "ingestor, native" : "ingestor, JVM",
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

    private static void table(Report report, int rounds, Measured ingestor, Measured peer, Samples limit) {
        report.line("websocket to Redis with append-only file, medians of " + rounds);
        report.table(
                List.of("", "events/s", "CPU s/million", "peak MiB", "Redis B/event"),
                List.of(
                        row("ingestor", ingestor),
                        row("Node, ws and ioredis", peer),
                        List.of("bare pipeline", Report.number(limit.median()), "-", "-", "-")));
    }

    private static List<String> row(String name, Measured measured) {
        return List.of(
                name,
                Report.number(measured.eventsPerSecond()),
                Report.number(measured.cpuPerMillion()),
                Report.number(measured.peakMib()),
                Report.number(measured.redisBytes()));
    }

    private static ObjectNode json(int events, Measured ingestor, Measured peer, Samples limit) {
        return JsonNodeFactory.instance.objectNode()
                .put("events", events)
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
