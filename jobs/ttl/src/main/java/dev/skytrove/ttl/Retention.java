package dev.skytrove.ttl;

import dev.skytrove.lake.Table;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long the hours of each table are kept. A table that is not in it is kept for ever.
 *
 * @param byTable at least a day each
 */
record Retention(Map<Table, Duration> byTable) {
    /**
     * Reads the form {@code likes=90d,reposts=365d}: a table and a number of days, commas between.
     *
     * @throws IllegalArgumentException naming the part that is wrong
     */
    static Retention parse(String text) {
        Map<Table, Duration> byTable = new EnumMap<>(Table.class);
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            if (pair.length != 2 || !pair[1].matches("[1-9]\\d{0,5}d")) {
                throw wrong("'" + part.strip() + "' is not a table and its days, such as likes=90d");
            }
            if (byTable.put(table(pair[0]), Duration.ofDays(days(pair[1]))) != null) {
                throw wrong("it names " + pair[0] + " twice");
            }
        }
        return new Retention(byTable);
    }

    private static Table table(String label) {
        Table table;
        try {
            table = Table.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        // Without it, posts that were deleted would be seen again.
        if (table.hidesPosts()) {
            throw wrong(label + " must stay: it hides what people took back");
        }
        return table;
    }

    private static long days(String text) {
        return Long.parseLong(text, 0, text.length() - 1, 10);
    }

    private static IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException("SKYTROVE_TTL_RETENTION is wrong: " + reason);
    }
}
