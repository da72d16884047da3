package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skytrove.testing.client.Http;
import dev.skytrove.testing.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers about the newest posts, imported beside them as a researcher's own would be: {@code word_count}, and {@code
 * uppercase_share}, of the letters that have cases. The explorer has sliders for them.
 */
final class DemoFeatures {
    private static final int MOST = 20_000;

    private final DemoProcesses processes;
    private final Workspace workspace;

    DemoFeatures(DemoProcesses processes, Workspace workspace) {
        this.processes = processes;
        this.workspace = workspace;
    }

    /** Imports them; returns what the import says. */
    JsonNode add(String exportUrl) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", String.valueOf(MOST));
        parameters.put("fields", "uri,text");
        parameters.put("format", "jsonl");
        StringBuilder csv = new StringBuilder("uri,word_count,uppercase_share\n");
        Http.lines(Http.url(exportUrl, parameters)).forEach(line -> append(csv, Json.parse(line)));
        Path file = workspace.directory("features").resolve("features.csv");
        try {
            Files.writeString(file, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String directory = workspace.directory("import").toString();
        return processes.job(
                Installation.Component.IMPORT,
                Map.of("SKYTROVE_IMPORT_WORK_DIR", directory),
                "--features",
                "--again",
                file.toString());
    }

    private static void append(StringBuilder csv, JsonNode post) {
        String text = post.path("text").asText("");
        csv.append(post.path("uri").asText()).append(',').append(words(text)).append(',').append(uppercase(text)).append('\n');
    }

    /** What white space separates. */
    static int words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
    }

    /** With three decimals; empty where no letter has a case. */
    static String uppercase(String text) {
        long upper = text.codePoints().filter(Character::isUpperCase).count();
        long lower = text.codePoints().filter(Character::isLowerCase).count();
        return upper + lower == 0 ? "" : String.format(Locale.ROOT, "%.3f", (double) upper / (upper + lower));
    }
}
