package dev.skytrove.demo;

import dev.skytrove.testing.ChildProcess;
import dev.skytrove.testing.client.Simulator;
import java.time.Duration;

/** Watches events arrive in Redis until there are no more to come. */
final class Ingestion {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofMinutes(2);
    /** After a reconnect events arrive twice and cannot be counted down; then silence this long is the end. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final IngestCounts.Reader counts;
    private final ChildProcess ingestor;
    private final Progress progress;
    private final long started = System.nanoTime();
    private long processed;
    private long changed = started;

    Ingestion(IngestCounts.Reader counts, ChildProcess ingestor, Progress progress) {
        this.counts = counts;
        this.ingestor = ingestor;
        this.progress = progress;
    }

    /**
     * Returns when everything that the simulator plays is in Redis.
     *
     * @throws IllegalStateException if the ingestor ends, or nothing arrives for two minutes
     */
    void awaitAll(Simulator simulator) throws InterruptedException {
        while (!complete(simulator)) {
            if (quietFor(STALLED)) {
                throw new IllegalStateException(
                        "no event arrived for " + STALLED.toSeconds() + " s; the ingestor's log says why");
            }
            Thread.sleep(POLL);
        }
    }

    /**
     * Watches for a while.
     *
     * @throws IllegalStateException if the ingestor ends
     */
    void watch(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            poll("");
            Thread.sleep(POLL);
        }
    }

    private boolean complete(Simulator simulator) {
        poll(" of " + simulator.events());
        if (processed < simulator.events() || !simulator.hasSentAll()) {
            return false;
        }
        return simulator.hasSentOnce() || quietFor(SETTLED);
    }

    private void poll(String total) {
        if (!ingestor.isAlive()) {
            throw new IllegalStateException("the ingestor ended:\n" + ingestor.stderr());
        }
        long now = counts.read().processed();
        if (now != processed) {
            processed = now;
            changed = System.nanoTime();
        }
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        progress.update(processed + total + " events, " + Math.round(processed / seconds) + " a second");
    }

    private boolean quietFor(Duration duration) {
        return System.nanoTime() - changed > duration.toNanos();
    }
}
