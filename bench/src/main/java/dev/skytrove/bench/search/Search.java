package dev.skytrove.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.BenchUsageException;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench search}. */
public final class Search implements Benchmark {
    private static final int HOURS_A_DAY = 24;
    private static final int QUICK_HOURS = 2;
    private static final int QUICK_VOCABULARY = 10_000;
    private static final int VOCABULARY = 60_000;

    /** One of an account that writes some 60 posts of 2.3 million; see {@link LakeOfDays#author}. */
    private static final int AUTHOR = 10_000;

    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Options.ofNumber("days", "N",
                        "days of posts, compacted; an hour of flushes comes on top (default: 1)"),
                Options.ofNumber("posts-per-day", "N",
                        "(default: 2300000)"),
                Options.ofFlag("quick", "two hours instead of days, on the local disk and far away"),
                Options.ofText("storage", "NAMES",
                        "where the lake is, commas between: file, rgw (a bucket), slow (that bucket, with 20 "
                                + "ms more a request) (default: all)"),
                Options.ofText("queries", "NAMES",
                        "only these classes, commas between"),
                Options.ofText("bin", "DIR",
                        "the folder of the native binaries search and export; without it jars are run"),
                Load.textsOption());
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        boolean quick = options.flag("quick");
        int hours = quick ? QUICK_HOURS : HOURS_A_DAY * options.number("days", 1);
        int posts = options.number("posts-per-day", 2_300_000);
        List<String> storages = names(options, "storage", quick ? "file,slow" : "file,rgw,slow");
        List<String> wanted = names(options, "queries", "");
        Optional<Path> binaries = Optional.of(options.text("bin", "")).filter(bin -> !bin.isEmpty()).map(Path::of);
        Load load = Load.of(options);

        Path work = Files.createDirectories(ProjectPaths.find().root().resolve("bench/target/search"));
        Path lake = work.resolve("lake-" + hours + "-" + posts + "-" + load.textsLabel());
        report.step("making " + hours + " hours of " + posts + " posts a day in " + lake);
        new LakeOfDays(lake, hours, posts / HOURS_A_DAY, quick ? QUICK_VOCABULARY : VOCABULARY).make(events -> {
            Path file = work.resolve("events.jsonl");
            load.write(events, file);
            return file;
        });

        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("days", hours / (double) HOURS_A_DAY).put("posts_per_day", posts).put("native", binaries.isPresent());
        load.with("posts").addTo(json);
        try (PlainDuckDb duckDb = new PlainDuckDb(lake);
                Places places = new Places(lake, storages, report)) {
            List<Question> questions = chosen(Question.all(duckDb.author(AUTHOR)), wanted);
            Map<Question, Double> plain = plain(duckDb, questions, report);
            for (Place place : places.all()) {
                LatencyMeasurement measurement = new LatencyMeasurement(place, work.resolve("cache"), binaries);
                report.step("asking " + questions.size() + " questions, of " + place.name());
                Map<Question, Measured> measured = quick ? measurement.askQuickly(questions) : measurement.askAll(questions);
                print(report, place, measured, plain);
                add(json, place, measured, plain);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot do it: " + e.getMessage(), e);
        }
        return json;
    }

    private static List<Question> chosen(List<Question> all, List<String> wanted) {
        if (wanted.equals(List.of(""))) {
            return all;
        }
        List<String> known = all.stream().map(Question::name).toList();
        wanted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BenchUsageException("--queries has '" + name + "'; there are " + String.join(", ", known));
        });
        return all.stream().filter(question -> wanted.contains(question.name())).toList();
    }

    private static List<String> names(Options options, String option, String all) {
        return List.of(options.text(option, all).split(",", -1));
    }

    private static Map<Question, Double> plain(PlainDuckDb duckDb, List<Question> questions, Report report)
            throws SQLException {
        report.step("asking plain DuckDB");
        Map<Question, Double> plain = new LinkedHashMap<>();
        for (Question question : questions) {
            plain.put(question, duckDb.ask(question));
        }
        return plain;
    }

    private static void print(Report report, Place place, Map<Question, Measured> all, Map<Question, Double> plain) {
        report.line("lake: " + place.name() + "; times in ms, DuckDB's over the files on the local disk");
        List<List<String>> rows = new ArrayList<>();
        all.forEach((question, measured) -> rows.add(List.of(
                question.name(),
                Report.number(measured.coldMs()),
                Report.number(measured.newMs()),
                Report.number(measured.warmMs()),
                Report.number(measured.manyMs()),
                Report.number(plain.get(question)),
                String.format(Locale.ROOT, "%.1f", plain.get(question) / measured.warmMs()),
                Long.toString(measured.coldRequests()),
                Long.toString(measured.requests()),
                Report.number(measured.bytes() / MIB),
                Report.number(measured.peakMib()))));
        report.table(
                List.of("", "empty", "new", "warm", "16 warm", "DuckDB", "ratio", "requests", "new", "MiB", "peak MiB"), rows);
    }

    /** The first place is {@code storage} and {@code queries}; further ones are in {@code further}. */
    private static void add(ObjectNode json, Place place, Map<Question, Measured> all, Map<Question, Double> plain) {
        ObjectNode target = json.has("storage") ? json.withArray("further").addObject() : json;
        ObjectNode queries = target.put("storage", place.name()).putObject("queries");
        all.forEach((question, measured) -> (Double.isNaN(measured.newMs())
                        ? queries.putObject(question.name())
                        : queries.putObject(question.name()).put("new_ms", measured.newMs()))
                .put("cold_ms", measured.coldMs())
                .put("warm_ms", measured.warmMs())
                .put("many_ms", measured.manyMs())
                .put("duckdb_ms", plain.get(question))
                .put("ratio", plain.get(question) / measured.warmMs())
                .put("cold_requests", measured.coldRequests())
                .put("requests", measured.requests())
                .put("bytes", measured.bytes())
                .put("peak_mib", measured.peakMib()));
    }
}
