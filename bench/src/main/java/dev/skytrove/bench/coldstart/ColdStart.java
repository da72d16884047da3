package dev.skytrove.bench.coldstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.Benchmark;
import dev.skytrove.bench.Load;
import dev.skytrove.bench.Options;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.Workshop;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bench coldstart}. */
public final class ColdStart implements Benchmark {
    private static final int LIMIT = 50;
    private static final int MOST = 1000;

    @Override
    public String name() {
        return "coldstart";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Options.ofNumber("rounds", "N",
                        "starts of each contender a figure is the median of (default: 30)"),
                Options.ofNumber("dropped-rounds", "N",
                        "the same with the page cache dropped before each, where that is allowed (default: 5)"),
                Options.ofNumber("posts", "N",
                        "how many posts the day has (default: 3500000)"),
                Options.ofNumber("files", "N",
                        "how many files an hour (default: 12)"),
                Options.ofText("text", "WORD",
                        "what to search for (default: a word of one post in 500)"),
                Options.ofText("bin", "DIR",
                        "the folder of the binary (default: dist/bin)"),
                Options.ofText("without", "NAMES",
                        "contenders to leave out, commas between: jvm, aot, c, node"),
                Load.textsOption());
    }

    @Override
    public ObjectNode run(Options options, Report report) throws IOException, InterruptedException {
        int rounds = options.number("rounds", 30);
        int dropped = options.number("dropped-rounds", 5);
        int posts = options.number("posts", 3_500_000);
        int files = options.number("files", 12);
        String text = options.text("text", DayOfPosts.COMMON);
        Path root = ProjectPaths.find().root();
        Path binaries = Path.of(options.text("bin", root.resolve("dist/bin").toString()));
        List<String> without = List.of(options.text("without", "").split(",", -1));
        Load load = Load.of(options);

        Path work = Files.createDirectories(root.resolve("bench/target/coldstart"));
        Path storage = work.resolve("day-" + posts + "-" + files + "-" + load.textsLabel());
        report.step("making a day of " + posts + " posts in " + storage);
        new DayOfPosts(storage, posts, files).make(events -> {
            Path file = work.resolve("events.jsonl");
            load.write(events, file);
            return file;
        });
        Workshop workshop = new Workshop(work, ColdStart.class);
        ContenderLauncher launcher = new ContenderLauncher(workshop, settings(storage, work));
        String target = target(text, LIMIT);
        List<Contender> contenders = contenders(workshop, report, launcher, binaries, storage, text, without);

        Answers answers = new Answers(LIMIT);
        Rounds.Start exec = checked(launcher, answers, target, false);
        Rounds.Start socket = checked(launcher, answers, target, true);
        report.step("warming up");
        Rounds.run(2, contenders, exec, () -> {});
        report.step(rounds + " starts each, from exec");
        Rounds fromExec = Rounds.run(rounds, contenders, exec, () -> {});
        report.step(rounds + " starts each, from the first packet");
        Rounds fromPacket = Rounds.run(rounds, contenders, socket, () -> {});
        boolean drop = dropped > 0 && PageCache.isDroppable();
        report.step(drop ? dropped + " starts each, page cache dropped" : "the page cache is not dropped");
        Rounds cold = drop ? Rounds.run(dropped, contenders, exec, () -> PageCache.drop(work)) : new Rounds();
        report.step("the worst searches: a rare word and '" + text + "', as many posts as may be");
        double worst = 0;
        for (String word : List.of(DayOfPosts.RARE, text)) {
            Rounds.Start most = contender -> launcher.launch(contender, contender.ownMode(), target(word, MOST));
            worst = Math.max(worst, Rounds.run(3, contenders.subList(0, 1), most, () -> {}).peakMib(Contender.NATIVE));
        }

        report.line("first answer: '" + text + "', " + LIMIT + " of " + posts + " posts of a day, nothing but posts, with "
                + load.textsLabel() + " texts, in " + files
                + " files an hour, with a digest of accounts in the cache, medians of " + rounds);
        Summary summary = new Summary(contenders, fromExec, fromPacket, cold, worst);
        summary.print(report);
        return load.with("posts").addTo(summary.json()).put("posts", posts).put("rounds", rounds);
    }

    private static Rounds.Start checked(ContenderLauncher launcher, Answers answers, String target, boolean socket) {
        return contender -> {
            Launch launch = launcher.launch(contender, socket ? "socket" : contender.ownMode(), target);
            answers.add(contender, launcher.answer(contender));
            return launch;
        };
    }

    private static Map<String, String> settings(Path storage, Path work) {
        return Map.of(
                "SKYTROVE_STORAGE", "file://" + storage,
                "SKYTROVE_CACHE_DIR", work.resolve("cache").toString(),
                "SKYTROVE_HTTP_PORT", "0");
    }

    private static String target(String text, int limit) {
        return "/search?text=" + text + "&limit=" + limit;
    }

    private static List<Contender> contenders(
            Workshop workshop,
            Report report,
            ContenderLauncher launcher,
            Path binaries,
            Path storage,
            String text,
            List<String> without)
            throws IOException, InterruptedException {
        Path statements = workshop.directory().resolve("search.sql");
        List<String> sql = SqlRecording.of(storage, workshop.directory().resolve("cache"), text);
        Files.writeString(statements, String.join("\n;\n", sql));
        Contenders make = new Contenders(workshop, report, binaries);
        List<Contender> contenders = new ArrayList<>(List.of(make.binary()));
        Contender jvm = make.jvm();
        if (!without.contains(Contender.JVM)) {
            contenders.add(jvm);
        }
        if (!without.contains(Contender.AOT)) {
            contenders.add(make.aot(launcher, jvm, target(text, LIMIT)));
        }
        if (!without.contains(Contender.LIMIT)) {
            contenders.add(make.limit(statements));
        }
        if (!without.contains(Contender.NODE)) {
            contenders.add(make.node(statements));
        }
        return contenders;
    }
}
