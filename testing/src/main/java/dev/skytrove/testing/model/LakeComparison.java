package dev.skytrove.testing.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares the rows that a lake holds with those that it must hold: as many of each, to the last value. */
public final class LakeComparison {
    private static final int SHOWN = 5;
    private static final int LONGEST = 600;

    private LakeComparison() {}

    /**
     * Fails unless every table holds exactly the expected rows, each as often as expected, in any order.
     *
     * @throws AssertionError with the counts of every table and the first differing rows of each
     */
    public static void assertSame(ExpectedLake expected, LakeReader actual) {
        assertSame(expected, actual.read());
    }

    /**
     * The same for a lake that may hold an expected row several times.
     *
     * @throws AssertionError with the counts of every table and the first differing rows of each
     */
    public static void assertNothingLost(ExpectedLake expected, LakeReader actual) {
        Map<String, List<Row>> tables = actual.read();
        tables.replaceAll((table, rows) -> List.copyOf(new LinkedHashSet<>(rows)));
        assertSame(expected, tables);
    }

    private static void assertSame(ExpectedLake expected, Map<String, List<Row>> actualTables) {
        StringBuilder differences = new StringBuilder();
        for (String table : TableColumns.names()) {
            differences.append(differences(table, expected.rows(table), actualTables.get(table)));
        }
        if (!differences.isEmpty()) {
            throw new AssertionError("the lake differs from what was sent" + differences);
        }
    }

    private static String differences(String table, List<Row> expected, List<Row> actual) {
        Map<Row, Integer> missing = new HashMap<>();
        expected.forEach(row -> missing.merge(row, 1, Integer::sum));
        List<Row> unexpected = new ArrayList<>();
        for (Row row : actual) {
            if (missing.getOrDefault(row, 0) == 0) {
                unexpected.add(row);
            } else {
                missing.merge(row, -1, Integer::sum);
            }
        }
        missing.values().removeIf(count -> count == 0);
        if (missing.isEmpty() && unexpected.isEmpty()) {
            return "";
        }
        return "\n" + table + ": expected " + expected.size() + " rows, found " + actual.size()
                + describe(new ArrayList<>(missing.keySet()), unexpected);
    }

    private static String describe(List<Row> missing, List<Row> unexpected) {
        StringBuilder text = new StringBuilder();
        List<Row> unpaired = new ArrayList<>(unexpected);
        for (Row row : missing.subList(0, Math.min(SHOWN, missing.size()))) {
            Optional<Row> twin = unpaired.stream().filter(other -> isTwin(row, other)).findFirst();
            twin.ifPresent(unpaired::remove);
            text.append(twin.map(other -> "\n  differs: " + difference(row, other))
                    .orElseGet(() -> "\n  missing: " + shorten(row)));
        }
        unpaired.stream().limit(SHOWN).forEach(row -> text.append("\n  unexpected: ").append(shorten(row)));
        return text.append("\n  (").append(missing.size()).append(" missing, ")
                .append(unexpected.size())
                .append(" unexpected)")
                .toString();
    }

    /** Whether two rows tell of one event, which one of them got wrong. */
    private static boolean isTwin(Row one, Row other) {
        Map<String, Object> a = one.asMap();
        Map<String, Object> b = other.asMap();
        return List.of("uri", "did", "rev", "seq", "operation").stream()
                .allMatch(column -> Objects.equals(a.get(column), b.get(column)));
    }

    private static String difference(Row expected, Row actual) {
        Map<String, Object> actualValues = actual.asMap();
        Map<String, String> different = new LinkedHashMap<>();
        expected.asMap().forEach((column, value) -> {
            if (!Objects.equals(value, actualValues.get(column))) {
                different.put(column, "expected " + value + ", found " + actualValues.get(column));
            }
        });
        Object name = expected.asMap().getOrDefault("uri", expected.asMap().get("did"));
        return name + " " + shorten(different);
    }

    private static String shorten(Object object) {
        String text = object.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
