package dev.skytrove.ingestor.source;

import java.time.Duration;
import java.util.Optional;

/**
 * A connection to an {@link EventSource}, open or about to be. It reads ahead, but only so many events and bytes, so that
 * the server waits for whoever is slow (I5). Used by one thread. Its text says what the server was asked for.
 */
public interface EventStream extends AutoCloseable {
    /** Whether the server has accepted. It stays true when the connection ends. */
    boolean isOpened();

    /** Whether the server waits for us, since enough was read ahead. */
    boolean isPaused();

    /**
     * Hands out what came.
     *
     * @param wait how long to wait for it at most
     * @return what to release when nobody needs the bytes of these events any more; empty if nothing came. After {@link #stop}
     *     and at the end it must become so: whoever leaves a stream reads until it is
     */
    Optional<Delivered> read(Duration wait, StreamListener listener) throws InterruptedException;

    /** Why it is over, if it is. All that it delivered was handed out by then, unless nothing can be made of the rest. */
    Optional<Disconnect> ended();

    /** Reads nothing more from the server; what was read ahead is still handed out. */
    void stop();

    /** Leaves the connection. */
    @Override
    void close();

    /** Events that were handed out together. */
    interface Delivered {
        /** Lets other events take the place of these. To be called once, on any thread, or never. */
        void release();
    }
}
