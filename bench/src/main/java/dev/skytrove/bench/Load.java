package dev.skytrove.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The events that a benchmark works on, made by the simulator: the same for the same options.
 *
 * @param mix how often they are what, by the simulator's name
 * @param texts what posts look like: a file of texts, or {@value #BUILT_IN}
 */
public record Load(String mix, String texts) {
    private static final String BUILT_IN = "built-in";
    private static final List<String> MIXES = List.of("2024", "2026");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The options that say which load. */
    public static List<OptionSpec> options() {
        return List.of(
                Options.ofText("mix", "YEAR",
                        "how often events are what: 2024 or 2026 (default: 2026)"),
                textsOption());
    }

    /** The option that says what posts look like. */
    public static OptionSpec textsOption() {
        return Options.ofText("texts", "FILE", "what posts look like, one JSON string a line (default: built-in texts)");
    }

    /**
     * What the options say.
     *
     * @throws BenchUsageException if there is no such mix or file
     */
    public static Load of(Options options) {
        String mix = options.text("mix", "2026");
        String texts = options.text("texts", BUILT_IN);
        if (!MIXES.contains(mix)) {
            throw new BenchUsageException("--mix is '" + mix + "', not " + String.join(" or ", MIXES));
        }
        if (!texts.equals(BUILT_IN) && !Files.isReadable(Path.of(texts))) {
            throw new BenchUsageException("--texts is '" + texts + "', which cannot be read");
        }
        return new Load(mix, texts);
    }

    /** The same texts in another mix, for what is made of them. */
    public Load with(String otherMix) {
        return new Load(otherMix, texts);
    }

    /** Starts a simulator; its first line on stdout says where it listens. */
    public ChildProcess simulator(long events, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                ProjectPaths.java().toString(), "-jar", ProjectPaths.find().jar("simulator").toString(),
                "--events", Long.toString(events), "--seed", "1", "--start", "2026-07-04T14:00:00Z", "--mix", mix));
        if (!texts.equals(BUILT_IN)) {
            command.addAll(List.of("--texts", texts));
        }
        command.addAll(options);
        return ChildProcess.command(command).name("simulator").start();
    }

    /** Writes events into a file, one a line. */
    public void write(long events, Path file) throws IOException {
        try (ChildProcess process = simulator(events, List.of("--ledger", file.toString()))) {
            process.awaitLine(line -> line.contains("\"url\""), PATIENCE);
        }
    }

    /** What posts look like, without the folder of a file. */
    public String textsLabel() {
        return Path.of(texts).getFileName().toString();
    }

    /** For people: which mix and which texts. */
    public String description() {
        return "the mix of " + mix + ", " + textsLabel() + " texts";
    }

    /** Adds {@code mix} and {@code texts} to the JSON line. */
    public ObjectNode addTo(ObjectNode json) {
        return json.put("mix", mix).put("texts", textsLabel());
    }
}
