package dev.skytrove.bench.ingest;

import dev.skytrove.bench.Samples;
import dev.skytrove.bench.process.Usage;

/** What the runs of one consumer showed. */
final class Measured {
    private final long events;
    private final Samples eventsPerSecond = new Samples();
    private final Samples cpuPerMillion = new Samples();
    private final Samples peakMib = new Samples();
    private final Samples redisBytes = new Samples();

    /** @param events how many there are in a run */
    Measured(long events) {
        this.events = events;
    }

    /** How many events there are in a run. */
    long events() {
        return events;
    }

    /**
     * Adds a run.
     *
     * @param rate events a second
     * @param usage what the process used
     * @param redisMemory what all events took of Redis' memory, in bytes
     */
    void add(double rate, Usage usage, long redisMemory) {
        eventsPerSecond.add(rate);
        cpuPerMillion.add(usage.cpuSeconds() * 1e6 / events);
        peakMib.add(usage.peakMib());
        redisBytes.add((double) redisMemory / events);
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
