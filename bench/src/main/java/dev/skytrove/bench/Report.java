package dev.skytrove.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What people see of a run: progress on stderr, tables on stdout. */
public final class Report {
    private final PrintStream out;
    private final PrintStream progress;

    Report(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Says what is being done. */
    public void step(String what) {
        progress.println("bench: " + what);
    }

    /** Prints a line beside the tables. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints a table; the first column is words, the others are numbers. */
    public void table(List<String> header, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(rows);
        all.addFirst(header);
        int[] widths = IntStream.range(0, header.size())
                .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(1))
                .toArray();
        all.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String format = column == 0 ? "%-" + widths[column] + "s" : "  %" + widths[column] + "s";
            line.append(format.formatted(row.get(column)));
        }
        return line.toString().stripTrailing();
    }

    /** A number for a table, with one digit behind the point; a dash for one that there is not. */
    public static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
