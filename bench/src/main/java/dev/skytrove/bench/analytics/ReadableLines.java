package dev.skytrove.bench.analytics;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Lines of events that every engine reads: some clients cut texts in the middle of a pair of surrogates, which DuckDB refuses. */
final class ReadableLines {
    private static final Pattern HALF = Pattern.compile("(?i)(?<!\\\\)\\\\u(d[89ab][0-9a-f]{2}(?!\\\\ud[c-f])|d[c-f][0-9a-f]{2})");
    private static final Pattern PAIR = Pattern.compile("(?i)\\\\ud[89ab][0-9a-f]{2}\\\\ud[c-f][0-9a-f]{2}");

    private ReadableLines() {}

    /** Copies the lines that are; returns how many. */
    static long copy(Path lines, Path readable) throws IOException {
        long count = 0;
        try (BufferedReader in = Files.newBufferedReader(lines);
                BufferedWriter out = Files.newBufferedWriter(readable)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if ((!line.contains("\\ud") && !line.contains("\\uD"))
                        || !HALF.matcher(PAIR.matcher(line).replaceAll("")).find()) {
                    out.write(line);
                    out.write('\n');
                    count++;
                }
            }
        }
        return count;
    }
}
