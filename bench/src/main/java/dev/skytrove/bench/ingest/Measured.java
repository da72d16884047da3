package dev.skytrove.bench.ingest;

import dev.skytrove.bench.Samples;

/** What the runs of one consumer showed. */
final class Measured {
    private final Samples eventsPerSecond = new Samples();
    private final Samples cpuPerMillion = new Samples();
    private final Samples peakMib = new Samples();
    private final Samples redisBytes = new Samples();

    void add(double rate, double cpu, double peak, double bytes) {
        eventsPerSecond.add(rate);
        cpuPerMillion.add(cpu);
        peakMib.add(peak);
        redisBytes.add(bytes);
    }

    /** Median events a second, from the first in Redis to the last. */
    double eventsPerSecond() {
        return eventsPerSecond.median();
    }

    /** Median seconds of processor time a million events, start and end of the process included. */
    double cpuPerMillion() {
        return cpuPerMillion.median();
    }

    /** The most memory in any run, in MiB. */
    double peakMib() {
        return peakMib.max();
    }

    /** Median bytes of Redis' memory an event. */
    double redisBytes() {
        return redisBytes.median();
    }
}
