package dev.skytrove.query.criteria;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A search's condition and range, with the range as narrow as the condition makes it: hours outside it are not read.
 *
 * @param condition without the times that every post found must keep to
 * @param range within the range asked for; empty if no time is in both
 */
record Narrowed(Condition condition, TimeRange range) {
    /** The narrowest range in which posts can meet all of these conditions. */
    static Narrowed of(List<Condition> conditions, TimeRange range) {
        if (conditions.isEmpty()) {
            return new Narrowed(Condition.ANYTHING, range);
        }
        List<Condition> rest = new ArrayList<>();
        Instant start = range.start();
        Instant end = range.end();
        for (Condition condition : flat(conditions)) {
            switch (condition) {
                case Condition.Since since -> start = since.start().isAfter(start) ? since.start() : start;
                case Condition.Until until -> end = until.end().isBefore(end) ? until.end() : end;
                default -> rest.add(condition);
            }
        }
        return new Narrowed(Condition.all(rest), new TimeRange(start, end.isBefore(start) ? start : end));
    }

    private static List<Condition> flat(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.All all) {
                flat.addAll(flat(all.conditions()));
            } else {
                flat.add(condition);
            }
        }
        return flat;
    }
}
