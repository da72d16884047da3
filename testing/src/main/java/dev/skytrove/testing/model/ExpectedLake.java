package dev.skytrove.testing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the lake must hold after certain lines were sent, however often and in whatever order they were delivered. */
public final class ExpectedLake {
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, List<Row>> tables = new LinkedHashMap<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final Optional<Instant> receivedAt;
    private long duplicates;
    private long malformed;

    private ExpectedLake(Optional<Instant> receivedAt) {
        this.receivedAt = receivedAt;
        for (String table : TableColumns.names()) {
            columns.put(table, TableColumns.columns(table));
            tables.put(table, new ArrayList<>());
        }
    }

    /**
     * The lake that these lines make; of lines that tell of the same event, the first one counts. None may have a time that
     * cannot be.
     */
    public static ExpectedLake of(Stream<String> lines) {
        return of(lines, Optional.empty());
    }

    /** The same for lines that were all received at one time, which stands for a time that cannot be. */
    public static ExpectedLake of(Stream<String> lines, Instant receivedAt) {
        return of(lines, Optional.of(receivedAt));
    }

    private static ExpectedLake of(Stream<String> lines, Optional<Instant> receivedAt) {
        ExpectedLake lake = new ExpectedLake(receivedAt);
        lines.forEachOrdered(lake::add);
        return lake;
    }

    /** Whether a line is an event whose time cannot be, if it is received at about this time. */
    public static boolean hasAbsurdTime(String line, Instant receivedAt) {
        return SentEvent.parse(line, Optional.empty())
                .filter(event -> event.isAbsurd(receivedAt))
                .isPresent();
    }

    /** How many different events there are. */
    public long ingested() {
        return seen.size();
    }

    /** How many lines repeat the event of an earlier one. */
    public long duplicates() {
        return duplicates;
    }

    /** How many lines are no event. */
    public long malformed() {
        return malformed;
    }

    /** The rows of a table, in the order of the lines. */
    public List<Row> rows(String table) {
        return tables.get(table);
    }

    /** How many rows each table has; tables without rows are among them. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach((table, rows) -> counts.put(table, (long) rows.size()));
        return counts;
    }

    private void add(String line) {
        Optional<SentEvent> event = SentEvent.parse(line, receivedAt);
        if (event.isEmpty()) {
            malformed++;
        } else if (seen.add(event.get().key())) {
            for (String table : event.get().tables()) {
                tables.get(table).add(Row.of(columns.get(table), ExpectedRow.of(event.get(), table)));
            }
        } else {
            duplicates++;
        }
    }
}
