package dev.skytrove.importer;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people how far a run is. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AtomicLong bytesRead = new AtomicLong();
    private final OptionalLong size;
    private final Tally tally;
    private final long start = System.nanoTime();
    private long told = start;

    /** @param size of all sources together; empty if that is not known */
    Progress(OptionalLong size, Tally tally) {
        this.size = size;
        this.tally = tally;
    }

    AtomicLong bytesRead() {
        return bytesRead;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Tells it, if it was not told for a while. */
    void tell() {
        long now = System.nanoTime();
        if (now - told < EVERY.toNanos()) {
            return;
        }
        told = now;
        LOG.info(line(tally.events(), bytesRead.get(), size, elapsed()));
    }

    /** For example {@code 41 % read: 1230000 events, 45200 a second, 120 s left}. */
    static String line(long events, long bytes, OptionalLong size, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        String rate = events + " events, " + Math.round(events / seconds) + " a second";
        if (size.isEmpty() || bytes == 0) {
            return rate;
        }
        long all = Math.max(size.getAsLong(), bytes);
        long left = Math.round((all - bytes) * seconds / bytes);
        return 100 * bytes / all + " % read: " + rate + ", " + left + " s left";
    }
}
