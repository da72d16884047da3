package dev.skytrove.ingestor.jetstream;

import java.util.concurrent.atomic.AtomicInteger;

/** An array that messages lie in side by side, and how many still use it: whoever fills it, and those that read it. */
final class Chunk {
    private final byte[] bytes;
    private final Chunks home;
    private final AtomicInteger users = new AtomicInteger(1);

    /** @param home gets the array back */
    Chunk(byte[] bytes, Chunks home) {
        this.bytes = bytes;
        this.home = home;
    }

    byte[] bytes() {
        return bytes;
    }

    /** There is one more user. */
    Chunk retain() {
        users.incrementAndGet();
        return this;
    }

    /**
     * There is one user less.
     *
     * @throws IllegalStateException if there was none: what others read may have been overwritten
     */
    void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            home.takeBack(bytes);
        } else if (left < 0) {
            throw new IllegalStateException("a chunk of messages was released too often");
        }
    }
}
