package dev.skytrove.simulator.generator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the public network's events were in a year, and how many there were a second, as measured. */
public enum Mix {
    /** As in the first million events of the data set of JSONBench, recorded in 813 seconds on 2024-11-21. */
    Y2024("2024", 1230),
    /** As recorded on 2026-07-04. */
    Y2026("2026", 600);

    private final String label;
    private final int eventsPerSecond;

    Mix(String label, int eventsPerSecond) {
        this.label = label;
        this.eventsPerSecond = eventsPerSecond;
    }

    /** The one of a name, for example {@code 2026}. */
    public static Optional<Mix> named(String label) {
        return Arrays.stream(values()).filter(mix -> mix.label.equals(label)).findFirst();
    }

    /** The names of all, for people. */
    public static String names() {
        return Arrays.stream(values()).map(Mix::label).collect(Collectors.joining(" or "));
    }

    /** What it is called: the year. */
    public String label() {
        return label;
    }

    /** The network's usual rate at that time. */
    public int eventsPerSecond() {
        return eventsPerSecond;
    }

    /** How much of the network's time so many events take. */
    public Duration span(long events) {
        return Duration.ofMillis(Math.multiplyExact(events, 1000L) / eventsPerSecond);
    }
}
