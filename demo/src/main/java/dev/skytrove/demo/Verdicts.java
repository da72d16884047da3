package dev.skytrove.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What a validation found, by the checks that an operator asks of it. */
final class Verdicts {
    /** Heaps grow until they are collected; what grows without end exceeds this soon. */
    private static final double STABLE = 1.25;
    /** Files of different days compress a little differently. */
    private static final double GROWTH = 0.25;
    private static final double QUERY_SECONDS = 30;

    private Verdicts() {}

    /**
     * One check.
     *
     * @param check what was checked
     * @param passed whether it is as it should be
     * @param found what was found, for people
     */
    record Verdict(String check, boolean passed, String found) {}

    /**
     * Judges.
     *
     * @param sent events that the network had
     * @param stored rows in the lake at the end, counted from its files, and those that compactions left out
     * @param checkpoints in their order; at least one
     */
    static List<Verdict> of(long sent, long stored, List<Checkpoint> checkpoints) {
        List<Verdict> verdicts = new ArrayList<>();
        // A process that fails ends the validation before it comes here.
        verdicts.add(new Verdict("components work", true, "every process ran and ended as it should"));
        verdicts.add(stable("memory of the ingestor", checkpoints, Checkpoint::ingestorBytes));
        verdicts.add(stable("memory of search", checkpoints, Checkpoint::searchBytes));
        verdicts.add(stable("memory of Redis", checkpoints, Checkpoint::redisBytes));
        verdicts.add(growth(checkpoints));
        double slowest = checkpoints.stream().mapToDouble(Checkpoint::querySeconds).max().orElse(0);
        verdicts.add(new Verdict(
                "queries under 30 s",
                slowest < QUERY_SECONDS,
                String.format(Locale.ROOT, "the slowest took %.2f s", slowest)));
        verdicts.add(new Verdict(
                "no loss", stored >= sent, String.format(Locale.ROOT, "%,d events, %,d rows", sent, stored)));
        verdicts.add(new Verdict(
                "nothing doubled",
                stored <= sent,
                String.format(Locale.ROOT, "%,d rows too many", Math.max(0, stored - sent))));
        return verdicts;
    }

    /** The second half needs no more than the first. */
    private static Verdict stable(String check, List<Checkpoint> checkpoints, ToLongFunction<Checkpoint> memory) {
        int half = Math.max(1, checkpoints.size() / 2);
        long before = checkpoints.subList(0, half).stream().mapToLong(memory).max().orElse(0);
        long after = checkpoints.subList(half, checkpoints.size()).stream().mapToLong(memory).max().orElse(0);
        return new Verdict(
                check + " stable",
                after <= before * STABLE,
                String.format(
                        Locale.ROOT, "%,d MiB at most in the first half, %,d in the second", before >> 20, after >> 20));
    }

    private static Verdict growth(List<Checkpoint> checkpoints) {
        double[] perEvent = checkpoints.stream()
                .mapToDouble(Checkpoint::bytesPerEvent)
                .filter(bytes -> bytes > 0)
                .toArray();
        double first = perEvent.length == 0 ? 0 : perEvent[0];
        double last = perEvent.length == 0 ? 0 : perEvent[perEvent.length - 1];
        return new Verdict(
                "growth as expected",
                first > 0 && Math.abs(last / first - 1) <= GROWTH,
                String.format(Locale.ROOT, "%.0f bytes an event at the beginning, %.0f at the end", first, last));
    }
}
