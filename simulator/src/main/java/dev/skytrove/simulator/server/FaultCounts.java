package dev.skytrove.simulator.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many faults of each kind were asked for, and how many happened. Not thread-safe. */
final class FaultCounts {
    private final Map<String, Count> kinds = new TreeMap<>();

    private record Count(long asked, long fired) {
        Count plus(Count other) {
            return new Count(asked + other.asked, fired + other.fired);
        }

        String json() {
            return "\"asked\":" + asked + ",\"fired\":" + fired;
        }
    }

    void asked(Fault fault) {
        kinds.merge(fault.name(), new Count(1, 0), Count::plus);
    }

    void fired(Fault fault) {
        kinds.merge(fault.name(), new Count(0, 1), Count::plus);
    }

    /** The kinds of which not all happened, or nothing. */
    String missing() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue().asked() != kind.getValue().fired())
                .map(kind -> kind.getKey() + " (asked " + kind.getValue().asked() + ", fired "
                        + kind.getValue().fired() + ")")
                .collect(Collectors.joining(", "));
    }

    /** All of it as JSON. */
    String json() {
        Count sum = kinds.values().stream().reduce(new Count(0, 0), Count::plus);
        return kinds.entrySet().stream()
                .map(kind -> "\"" + kind.getKey() + "\":{" + kind.getValue().json() + "}")
                .collect(Collectors.joining(",", "{" + sum.json() + ",\"kinds\":{", "}}"));
    }
}
