package dev.skytrove.bench.coldstart;

import dev.skytrove.bench.Samples;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Starts of all contenders, in rounds, so that whatever else the machine does hits all of them alike. */
final class Rounds {
    private final Map<String, Samples> first = new LinkedHashMap<>();
    private final Map<String, Samples> ready = new LinkedHashMap<>();
    private final Map<String, Samples> idle = new LinkedHashMap<>();
    private final Map<String, Samples> peak = new LinkedHashMap<>();
    private final Map<String, Samples> cpu = new LinkedHashMap<>();

    /** What is done before each start. */
    @FunctionalInterface
    interface Before {
        void start() throws IOException, InterruptedException;
    }

    /** Runs them. */
    static Rounds run(int rounds, List<Contender> contenders, Start start, Before before)
            throws IOException, InterruptedException {
        Rounds result = new Rounds();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                before.start();
                result.add(contender, start.launch(contender));
            }
        }
        return result;
    }

    /** How a contender is started. */
    @FunctionalInterface
    interface Start {
        Launch launch(Contender contender) throws IOException, InterruptedException;
    }

    /** Median milliseconds to the last byte of the first answer. */
    double firstMs(String contender) {
        return median(first, contender);
    }

    /** The same of the fastest start. */
    double bestMs(String contender) {
        return first.getOrDefault(contender, new Samples()).min();
    }

    /** Median milliseconds until it listened. */
    double readyMs(String contender) {
        return median(ready, contender);
    }

    /** Median MiB resident when it listened. */
    double idleMib(String contender) {
        return median(idle, contender);
    }

    /** Median of the most MiB that were resident. */
    double peakMib(String contender) {
        return median(peak, contender);
    }

    /** Median milliseconds of processor time. */
    double cpuMs(String contender) {
        return median(cpu, contender);
    }

    private void add(Contender contender, Launch launch) {
        add(first, contender, launch, Launch::firstMs);
        add(ready, contender, launch, Launch::readyMs);
        add(idle, contender, launch, each -> each.idleKib() / 1024.0);
        add(peak, contender, launch, each -> each.peakKib() / 1024.0);
        add(cpu, contender, launch, Launch::cpuMs);
    }

    private static void add(
            Map<String, Samples> samples, Contender contender, Launch launch, ToDoubleFunction<Launch> value) {
        double measured = value.applyAsDouble(launch);
        if (measured >= 0) {
            samples.computeIfAbsent(contender.name(), name -> new Samples()).add(measured);
        }
    }

    private static double median(Map<String, Samples> samples, String contender) {
        return samples.getOrDefault(contender, new Samples()).median();
    }
}
