package dev.skytrove.bench.flush;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.BenchUsageException;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.Workshop;
import dev.skytrove.bench.process.MeasuredRun;
import dev.skytrove.lake.Table;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench flush}. */
public final class Flush implements Benchmark {
    private static final int PEAK = 290_000;
    private static final int BACKLOG = 8_100_000;
    private static final int QUICK_PEAK = 60_000;
    private static final int QUICK_BACKLOG = 300_000;
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Override
    public String name() {
        return "flush";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.concat(
                Stream.of(
                        Options.ofNumber("events", "N",
                                "how many events the peak batch has (default: 290000)"),
                        Options.ofNumber("backlog", "N",
                                "how many wait after a day without a flush; 0 for none (default: 8100000)"),
                        Options.ofFlag("quick", "60000 and 300000 instead, in under a minute"),
                        Options.ofText("bin", "DIR",
                                "the folder of the flush's binary (default: dist/bin; without one its jar is measured)")),
                Load.options().stream()).toList();
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        boolean quick = options.flag("quick");
        int events = options.number("events", quick ? QUICK_PEAK : PEAK);
        int backlog = options.number("backlog", quick ? QUICK_BACKLOG : BACKLOG);
        Path root = ProjectPaths.find().root();
        Path binary = Path.of(options.text("bin", root.resolve("dist/bin").toString())).resolve("flush");
        Load load = Load.of(options);
        if (events < 1 || backlog < 0) {
            throw new BenchUsageException("--events must be 1 or more, --backlog 0 or more");
        }
        try (TemporaryDirectory work = TemporaryDirectory.create("bench-flush")) {
            return new Runs(load, report, binary, work.path()).all(events, backlog);
        }
    }

    /** One run of the benchmark. */
    private record Runs(Load load, Report report, Path binary, Path work) {
        private static final double MEBIBYTE = 1 << 20;

        ObjectNode all(int events, int backlog) throws IOException, InterruptedException {
            Path lines = work.resolve("events.jsonl");
            report.step(events + " events of " + load.description() + " into Redis");
            MeasuredRun peak;
            try (Backlog batch = Backlog.of(load, events, List.of("--ledger", lines.toString()))) {
                report.step("flushing them");
                peak = flush(batch, work.resolve("peak"));
            }
            FlushedLake lake = FlushedLake.of(work.resolve("peak"));
            report.step("DuckDB reads and writes the same lines");
            DuckDbPeer peer = DuckDbPeer.run(CollectionFiles.split(lines, work.resolve("split")));
            report.step("zstd -19 of the same lines");
            long zstd19 = zstd19(lines);
            ObjectNode json = load.addTo(JsonNodeFactory.instance.objectNode())
                    .put("process", Files.isExecutable(binary) ? "native" : "jvm")
                    .put("events", events)
                    .put("peak_batch_s", seconds(peak.elapsed()))
                    .put("events_per_s", Math.round(events / seconds(peak.elapsed())))
                    .put("ratio_duckdb_time", rounded(seconds(peak.elapsed()) / seconds(peer.elapsed())))
                    .put("ratio_duckdb_cpu", rounded(peak.usage().cpuSeconds() / peer.cpuSeconds()))
                    .put("peak_mib", rounded(peak.usage().peakMib()))
                    .put("reduction", rounded(1 - lake.total() / (double) Files.size(lines)))
                    .put("ratio_zstd19", rounded(lake.total() / (double) zstd19));
            bytesPerEvent(json, lake, events);
            table(peak, peer, lake, lines, zstd19, events);
            if (backlog > 0) {
                backlog(json, backlog);
            }
            return json;
        }

        private void backlog(ObjectNode json, int events) throws IOException, InterruptedException {
            report.step(events + " events into Redis, as if no flush had run for long");
            try (Backlog waiting = Backlog.of(load, events, List.of())) {
                report.step("flushing them");
                MeasuredRun run = flush(waiting, work.resolve("backlog"));
                report.line("a backlog of %d events: %.1f s, %.0f events/s, at most %.0f MiB".formatted(
                        events, seconds(run.elapsed()), events / seconds(run.elapsed()), run.usage().peakMib()));
                json.putObject("backlog")
                        .put("events", events)
                        .put("s", seconds(run.elapsed()))
                        .put("events_per_s", Math.round(events / seconds(run.elapsed())))
                        .put("peak_mib", rounded(run.usage().peakMib()));
            }
        }

        private MeasuredRun flush(Backlog backlog, Path storage) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(binary)) {
                command.add(binary.toString());
            } else {
                command.addAll(List.of(ProjectPaths.java().toString(), "-Xmx512m", "-XX:+UseSerialGC", "-jar"));
                command.add(ProjectPaths.find().jar("flush").toString());
            }
            ChildProcess.Builder process = ChildProcess.command(command)
                    .name("flush")
                    .environment(Map.of(
                            "SKYTROVE_REDIS", backlog.redis().toString(),
                            "SKYTROVE_STORAGE", "file://" + Files.createDirectories(storage)));
            return MeasuredRun.of(process, PATIENCE);
        }

        private long zstd19(Path lines) throws IOException, InterruptedException {
            Path packed = work.resolve("events.zst");
            Workshop.run(
                    List.of("zstd", "-19", "-T0", "--quiet", lines.toString(), "-o", packed.toString()), work, Map.of());
            return Files.size(packed);
        }

        private void table(
                MeasuredRun peak, DuckDbPeer peer, FlushedLake lake, Path lines, long zstd19, int events)
                throws IOException {
            report.line("a batch of " + events + " events, " + load.description() + ", from Redis to Parquet");
            report.table(
                    List.of("", "s", "CPU s", "peak MiB", "MiB written", "B/event"),
                    List.of(
                            row("flush", peak.elapsed(), peak.usage().cpuSeconds(), peak.usage().peakMib(),
                                    lake.total(), events),
                            row("DuckDB read_json, COPY", peer.elapsed(), peer.cpuSeconds(), Double.NaN, peer.bytes(),
                                    events),
                            row("zstd -19 of the lines", Duration.ZERO, Double.NaN, Double.NaN, zstd19, events),
                            row("the lines", Duration.ZERO, Double.NaN, Double.NaN, Files.size(lines), events)));
        }

        private static List<String> row(
                String name, Duration elapsed, double cpu, double peak, long bytes, int events) {
            return List.of(
                    name,
                    Report.number(elapsed.isZero() ? Double.NaN : seconds(elapsed)),
                    Report.number(cpu),
                    Report.number(peak),
                    Report.number(bytes / MEBIBYTE),
                    Report.number(bytes / (double) events));
        }

        /** Of the whole lake, and of each table, by all events: what they say of the price of a day. */
        private static void bytesPerEvent(ObjectNode json, FlushedLake lake, int events) {
            ObjectNode bytes = json.putObject("bytes_per_event");
            bytes.put("all", rounded(lake.total() / (double) events));
            for (Map.Entry<Table, Long> table : lake.bytes().entrySet()) {
                bytes.put(table.getKey().label(), rounded(table.getValue() / (double) events));
            }
        }

        private static double seconds(Duration duration) {
            return rounded(duration.toNanos() / 1e9);
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }
}
