package dev.skytrove.bench.coldstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skytrove.bench.Workshop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts contenders by the program {@code launch.c}. */
final class ContenderLauncher {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_LINES = 5;

    private final Path program;
    private final Path directory;
    private final Map<String, String> settings;

    /** @param settings the function's variables */
    ContenderLauncher(Workshop workshop, Map<String, String> settings) throws IOException, InterruptedException {
        this.program = workshop.compile("launch.c");
        this.directory = workshop.directory();
        this.settings = settings;
    }

    /**
     * Starts a contender and asks it.
     *
     * @param mode as {@code launch.c} names it
     * @param target path and query
     * @throws IllegalStateException if there is no answer
     */
    Launch launch(Contender contender, String mode, String target) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), mode, answer(contender).toString(), target));
        command.addAll(contender.command());
        Path log = directory.resolve(contender.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SKYTROVE|AWS|LISTEN)_.*|PORT"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contender.name() + " gave no answer; see " + log + ":\n" + end(log));
        }
        return JSON.readValue(line, Launch.class);
    }

    /** The last lines, which mostly say why. */
    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Where a contender's latest answer is, HTTP headers included. */
    Path answer(Contender contender) {
        return directory.resolve(contender.name() + ".answer");
    }
}
