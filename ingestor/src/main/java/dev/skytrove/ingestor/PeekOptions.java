package dev.skytrove.ingestor;

import dev.skytrove.lake.Table;
import dev.skytrove.runtime.UsageException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code peek} is asked for.
 *
 * @param table whose queue; empty for what was put aside
 * @param count how many events
 * @param newest whether the newest instead of the oldest
 */
record PeekOptions(Optional<Table> table, int count, boolean newest) {
    static final String USAGE = "TABLE [--count N] [--newest]";

    private static final String MALFORMED = "malformed";
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST = 100_000;

    /** @throws UsageException if the arguments are wrong */
    static PeekOptions parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        Optional<Table> table = table(rest.hasNext() ? rest.next() : "");
        int count = DEFAULT_COUNT;
        boolean newest = false;
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--newest" -> newest = true;
                case "--count" -> count = count(rest.hasNext() ? rest.next() : "");
                default -> throw new UsageException("peek has no option '" + option + "': peek " + USAGE);
            }
        }
        return new PeekOptions(table, count, newest);
    }

    private static Optional<Table> table(String name) {
        if (name.equals(MALFORMED)) {
            return Optional.empty();
        }
        return Optional.of(Table.ofEvents().stream()
                .filter(table -> table.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("peek needs a table, not '" + name + "': one of " + names())));
    }

    private static String names() {
        return Table.ofEvents().stream().map(Table::label).collect(Collectors.joining(", ")) + ", " + MALFORMED;
    }

    private static int count(String text) {
        if (text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new UsageException("--count needs a whole number from 1 to " + MOST + ", not '" + text + "'");
    }
}
