package dev.skytrove.bench.analytics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.BenchUsageException;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.process.MeasuredRun;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench analytics}. */
public final class Analytics implements Benchmark {
    private static final int EVENTS = 1_000_000;
    private static final int QUICK_EVENTS = 100_000;
    private static final int RUNS = 3;
    private static final Duration PATIENCE = Duration.ofHours(6);

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Options.ofNumber("events", "N",
                        "how many events (default: 1000000); the lines take 0.5 GB a million"),
                Options.ofFlag("quick", "100000 instead"),
                Options.ofText("texts", "FILE",
                        "what posts look like, one JSON string a line (default: built-in texts)"),
                Options.ofText("mix", "YEAR",
                        "how often events are what: 2024 or 2026 (default: 2024)"));
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        int wanted = options.number("events", options.flag("quick") ? QUICK_EVENTS : EVENTS);
        Load load = Load.of(options).with(options.text("mix", "2024"));
        if (wanted < 1) {
            throw new BenchUsageException("--events must be 1 or more");
        }
        try (TemporaryDirectory work = TemporaryDirectory.create("bench-analytics")) {
            Path lines = work.path().resolve("events.jsonl");
            report.step("writing " + wanted + " events of " + load.description());
            Path written = work.path().resolve("written.jsonl");
            load.write(wanted, written);
            long events = ReadableLines.copy(written, lines);
            Files.delete(written);
            report.step("importing them");
            Path lake = Files.createDirectories(work.path().resolve("lake"));
            MeasuredRun imported = importLines(lines, lake, work.path());
            List<Question> questions = Question.all();
            report.step("asking the lake");
            List<Answer> ours;
            List<Answer> raw;
            try (Engine engine = Engine.open(work.path())) {
                ours = engine.ask(questions, new LakeTables(lake.resolve("lake"))::sql, RUNS);
                report.step("asking the lines");
                raw = engine.ask(questions, question -> question.ofLines(lines), 1);
            } catch (SQLException e) {
                throw new IllegalStateException("DuckDB cannot do it: " + e.getMessage(), e);
            }
            requireSame(questions, ours, raw);
            double lakeBytes = size(lake.resolve("lake")) / (double) events;
            double lineBytes = Files.size(lines) / (double) events;
            report.line("%d events, %s: %.1f bytes each in the lake, %.1f in the lines".formatted(
                    events, load.description(), lakeBytes, lineBytes));
            report.table(List.of("", "lake s", "lines s", "times faster"), rows(questions, ours, raw));
            ObjectNode json = load.addTo(JsonNodeFactory.instance.objectNode())
                    .put("events", events)
                    .put("import_s", rounded(imported.elapsed().toMillis() / 1e3))
                    .put("import_events_per_s", Math.round(events * 1e3 / imported.elapsed().toMillis()))
                    .put("import_peak_mib", rounded(imported.usage().peakMib()))
                    .put("bytes_per_event", rounded(lakeBytes))
                    .put("lines_bytes_per_event", rounded(lineBytes));
            ArrayNode lakeSeconds = json.putArray("lake_s");
            ArrayNode lineSeconds = json.putArray("lines_s");
            ArrayNode ratios = json.putArray("ratio");
            for (int i = 0; i < questions.size(); i++) {
                lakeSeconds.add(rounded(ours.get(i).seconds()));
                lineSeconds.add(rounded(raw.get(i).seconds()));
                ratios.add(rounded(raw.get(i).seconds() / ours.get(i).seconds()));
            }
            return json.put("lake_all_s", rounded(ours.stream().mapToDouble(Answer::seconds).sum()));
        }
    }

    private static MeasuredRun importLines(Path lines, Path lake, Path work) throws InterruptedException {
        return MeasuredRun.of(
                ChildProcess.command(
                                ProjectPaths.java().toString(), "-Xmx512m", "-XX:+UseSerialGC", "-jar",
                                ProjectPaths.find().jar("import").toString(), "--all-hours", lines.toString())
                        .name("import")
                        .environment(Map.of(
                                "SKYTROVE_STORAGE", lake.toUri().toString(),
                                "SKYTROVE_IMPORT_WORK_DIR", work.toString(),
                                "SKYTROVE_IMPORT_WORK_SIZE", "16GiB")),
                PATIENCE);
    }

    /** A fast answer that is another one is no answer. */
    private static void requireSame(List<Question> questions, List<Answer> ours, List<Answer> raw) {
        for (int i = 0; i < questions.size(); i++) {
            if (!ours.get(i).rows().equals(raw.get(i).rows())) {
                throw new IllegalStateException("'%s' has two answers:\n%s\n%s"
                        .formatted(questions.get(i).name(), ours.get(i).rows(), raw.get(i).rows()));
            }
        }
    }

    private static List<List<String>> rows(List<Question> questions, List<Answer> ours, List<Answer> raw) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            double lake = ours.get(i).seconds();
            double lines = raw.get(i).seconds();
            rows.add(List.of(
                    questions.get(i).name(), "%.3f".formatted(lake), "%.3f".formatted(lines), Report.number(lines / lake)));
        }
        return rows;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
