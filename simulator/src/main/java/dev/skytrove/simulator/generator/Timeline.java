package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.generator.Dice.Purpose;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When everything happens, in microseconds since 1970: so many events a second, each with a span of time of its own.
 *
 * <p>The identifiers of records and revisions come out of that span, so they are unique and rise with the index.
 * {@code time_us}, when the server saw the event, is later than those and jitters: as on the real wire about half of
 * the events step back behind their predecessor.
 */
final class Timeline {
    private static final long SECOND = 1_000_000;
    /** How much later the servers see the even ones: more than a span, so that the odd ones step back. */
    private static final int EVEN_DELAY = 3_000;
    private static final int JITTER = 2_000;
    private static final long REVISION_DELAY = 500_000;
    private static final long SEEN_DELAY = 900_000;

    private final long seed;
    private final long start;
    private final int eventsPerSecond;

    Timeline(long seed, Instant start, int eventsPerSecond) {
        this.seed = seed;
        this.eventsPerSecond = eventsPerSecond;
        this.start = ChronoUnit.MICROS.between(Instant.EPOCH, start) - SEEN_DELAY;
    }

    /** When the author's client made the record; no other event has the same. */
    long made(long index) {
        return begin(index) + Dice.of(seed, index, Purpose.TIME).below((int) (SECOND / eventsPerSecond));
    }

    /** When the author's repository took it. */
    long revised(long index) {
        return begin(index) + REVISION_DELAY;
    }

    /** When Jetstream saw it: {@code time_us}. */
    long seen(long index) {
        Dice dice = Dice.of(seed, ~index, Purpose.TIME);
        return begin(index) + SEEN_DELAY + (index % 2 == 0 ? EVEN_DELAY : 0) + dice.below(JITTER);
    }

    /** The first of the first {@code size} events that Jetstream saw at or after a time, or {@code size}. */
    long firstSeenAtOrAfter(long time, long size) {
        long spare = EVEN_DELAY + JITTER;
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (begin(middle) + SEEN_DELAY + spare < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low < size && seen(low) < time) {
            low++;
        }
        return low;
    }

    private long begin(long index) {
        return start + index * SECOND / eventsPerSecond;
    }
}
