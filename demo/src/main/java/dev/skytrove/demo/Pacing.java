package dev.skytrove.demo;

import dev.skytrove.testing.client.Simulator;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds a replayed network back after each stretch of events, until it is told to go on. A flush ends when it has taken all
 * that it found; beside a network that is always faster it would go on for the whole replay, and nothing else would get its
 * turn.
 */
final class Pacing implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Simulator network;
    private final LongSupplier taken;
    private final long stretch;
    private final Thread watch;
    private long until;
    private boolean held;
    private volatile boolean closed;

    private Pacing(Simulator network, LongSupplier taken, long stretch) {
        this.network = network;
        this.taken = taken;
        this.stretch = stretch;
        this.until = stretch;
        this.watch = Thread.ofPlatform().daemon().unstarted(this::watch);
    }

    /**
     * Begins to watch.
     *
     * @param network what is held back
     * @param taken how many of its events have arrived by now
     * @param stretch how many may arrive before it is held back; a few more will
     */
    static Pacing start(Simulator network, LongSupplier taken, long stretch) {
        Pacing pacing = new Pacing(network, taken, stretch);
        pacing.watch.start();
        return pacing;
    }

    /** Lets the next stretch come, if the network is held back. */
    synchronized void goOn() {
        if (held) {
            until = Math.max(until, taken.getAsLong()) + stretch;
            network.resume();
            held = false;
        }
    }

    private void watch() {
        try {
            while (!closed) {
                holdAtTheEnd();
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void holdAtTheEnd() {
        if (!closed && !held && taken.getAsLong() >= until) {
            network.pause();
            held = true;
        }
    }

    /** Ends the watch and lets the network go. */
    @Override
    public synchronized void close() {
        closed = true;
        goOn();
    }
}
