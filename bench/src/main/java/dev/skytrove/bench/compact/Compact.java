package dev.skytrove.bench.compact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.coldstart.DayOfPosts;
import dev.skytrove.bench.process.MeasuredRun;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The real job on a made-up day in 288 flushes: first it merges, then a second run deletes what the first replaced, and a
 * third one indexes the words.
 */
public final class Compact implements Benchmark {
    private static final int QUICK_POSTS = 50_000;
    private static final int FILES_AN_HOUR = 12;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "compact";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Options.ofNumber("posts", "N",
                        "how many posts the day has, in 288 flushes (default: 2300000)"),
                Options.ofFlag("quick", "a day of 50,000 posts"),
                Options.ofText("bin", "DIR",
                        "the folder of the native binary; without it the jar is run"),
                Options.ofText("heap", "SIZE",
                        "the largest heap of the jar (default: 384m)"),
                Load.textsOption());
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        boolean quick = options.flag("quick");
        int posts = options.number("posts", quick ? QUICK_POSTS : 2_300_000);
        List<String> command = command(options);
        Load load = Load.of(options);

        Path work = Files.createDirectories(ProjectPaths.find().root().resolve("bench/target/compact"));
        Path made = work.resolve("day-" + posts + "-" + load.textsLabel());
        report.step("making a day of " + posts + " posts in " + made);
        new DayOfPosts(made, posts, FILES_AN_HOUR).make(events -> {
            Path file = work.resolve("events.jsonl");
            load.write(events, file);
            return file;
        });
        Path lake = work.resolve("lake");
        report.step("writing it as a flush does");
        FlushedDay.copy(made, lake);
        int filesBefore = FlushedDay.files(lake).size();

        report.step("merging");
        MeasuredRun merge = run(command, settings(lake, work, "1h"));
        report.step("deleting what was merged");
        MeasuredRun delete = run(command, settings(lake, work, "0s"));
        report.step("indexing");
        List<String> rewrite = new ArrayList<>(command);
        rewrite.add("--rewrite");
        MeasuredRun index = run(rewrite, settings(lake, work, "1h"));
        return result(report, load, merge, delete, index, filesBefore, FlushedDay.files(lake).size())
                .put("posts", posts)
                .put("flushes", 24 * FILES_AN_HOUR);
    }

    private static MeasuredRun run(List<String> command, Map<String, String> settings) throws InterruptedException {
        return MeasuredRun.of(ChildProcess.command(command).name("compact").environment(settings), PATIENCE);
    }

    private static double seconds(MeasuredRun run) {
        return run.elapsed().toMillis() / 1e3;
    }

    private static List<String> command(Options options) {
        String bin = options.text("bin", "");
        String heap = options.text("heap", "384m");
        if (!bin.isEmpty()) {
            return List.of(Path.of(bin).resolve("compact").toString());
        }
        return new ArrayList<>(List.of(
                ProjectPaths.java().toString(), "-Xmx" + heap, "-XX:+UseSerialGC", "-jar",
                ProjectPaths.find().jar("compact").toString()));
    }

    private static Map<String, String> settings(Path lake, Path work, String grace) {
        return Map.of(
                "SKYTROVE_STORAGE", "file://" + lake,
                "SKYTROVE_COMPACT_WINDOW", "36500d",
                "SKYTROVE_COMPACT_GRACE", grace,
                "SKYTROVE_COMPACT_WORK_DIR", work.resolve("scratch").toString());
    }

    private static ObjectNode result(
            Report report,
            Load load,
            MeasuredRun merge,
            MeasuredRun delete,
            MeasuredRun index,
            int filesBefore,
            int filesAfter)
            throws IOException {
        JsonNode summary = new ObjectMapper().readTree(merge.lastLine());
        JsonNode words = new ObjectMapper().readTree(index.lastLine());
        double share = words.path("index_share").asDouble();
        double before = summary.path("bytes_before").asDouble() / MIB;
        double after = summary.path("bytes_after").asDouble() / MIB;
        report.table(
                List.of("", "merge", "delete", "index"),
                List.of(
                        List.of("seconds", Report.number(seconds(merge)), Report.number(seconds(delete)), Report.number(seconds(index))),
                        List.of("CPU seconds", Report.number(merge.usage().cpuSeconds()), Report.number(delete.usage().cpuSeconds()), Report.number(index.usage().cpuSeconds())),
                        List.of("MiB at most", Report.number(merge.usage().peakMib()), Report.number(delete.usage().peakMib()), Report.number(index.usage().peakMib())),
                        List.of("files before", Integer.toString(filesBefore), "-", "-"),
                        List.of("files after", "-", Integer.toString(filesAfter), "-"),
                        List.of("MiB before", Report.number(before), "-", "-"),
                        List.of("MiB after", Report.number(after), "-", "-"),
                        List.of("% of the posts", "-", "-", Report.number(100 * share))));
        ObjectNode json = new ObjectMapper().createObjectNode();
        load.with("posts").addTo(json);
        return json.put("seconds", seconds(merge))
                .put("cpu_seconds", merge.usage().cpuSeconds())
                .put("peak_mib", merge.usage().peakMib())
                .put("delete_seconds", seconds(delete))
                .put("delete_peak_mib", delete.usage().peakMib())
                .put("rewrite_seconds", seconds(index))
                .put("index_seconds", words.path("index_ms").asLong() / 1e3)
                .put("index_peak_mib", index.usage().peakMib())
                .put("index_bytes", words.path("index_bytes").asLong())
                .put("index_share", share)
                .put("files_before", filesBefore)
                .put("files_after", filesAfter)
                .put("bytes_before", summary.path("bytes_before").asLong())
                .put("bytes_after", summary.path("bytes_after").asLong())
                .put("rows", summary.path("rows").asLong())
                .put("rows_removed", summary.path("rows_removed").asLong());
    }
}
