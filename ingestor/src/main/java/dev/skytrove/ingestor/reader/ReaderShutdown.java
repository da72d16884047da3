package dev.skytrove.ingestor.reader;

import dev.skytrove.ingestor.source.Disconnect;
import dev.skytrove.ingestor.source.DisconnectCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends all readers of a session: asked for once, the first reason counts. Safe for use by several threads. */
final class ReaderShutdown {
    private final CountDownLatch requested = new CountDownLatch(1);
    private Optional<Disconnect> reason = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    synchronized void request(Disconnect departure) {
        if (reason.isEmpty()) {
            reason = Optional.of(departure);
        }
        requested.countDown();
    }

    /** Ends all readers because one of them failed. */
    synchronized void fail(RuntimeException cause) {
        if (failure.isEmpty()) {
            failure = Optional.of(cause);
        }
        request(new Disconnect(DisconnectCause.BUFFER, "another reader failed"));
    }

    synchronized Optional<Disconnect> reason() {
        return reason;
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until it is asked for, but not longer than this; returns whether it is. */
    boolean await(Duration patience) throws InterruptedException {
        return requested.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Throws what a reader failed with, if one has. */
    synchronized void check() {
        failure.ifPresent(cause -> {
            throw cause;
        });
    }
}
