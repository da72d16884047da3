package dev.skytrove.query;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets in so many queries at once, and so many more wait (I5). */
final class Admission {
    private final Semaphore places;
    private final AtomicInteger inside = new AtomicInteger();
    private final int most;
    private final Duration patience;

    /**
     * @param concurrency how many run at once
     * @param queue how many more may wait
     * @param patience how long one waits
     */
    Admission(int concurrency, int queue, Duration patience) {
        this.places = new Semaphore(concurrency, true);
        this.most = concurrency + queue;
        this.patience = patience;
    }

    /** Waits for a place, which is to be given back. */
    void enter() {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            throw new OverloadedException("too many queries wait already");
        }
        boolean entered = false;
        try {
            entered = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            inside.decrementAndGet();
            throw new OverloadedException("no place became free within " + patience.toSeconds() + " s");
        }
    }

    /** Gives the place back. */
    void leave() {
        inside.decrementAndGet();
        places.release();
    }
}
