package dev.skytrove.ingestor.jetstream;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Arrays for messages, used again and again: they are most of what a connection would otherwise leave to the garbage
 * collector. Safe for use by several threads.
 */
final class Chunks {
    /** Large enough for the garbage collector of a native binary to leave such an array where it is. */
    static final int SIZE = 128 << 10;

    private static final int MOST_KEPT = 32;

    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST_KEPT);

    /** A chunk with at least so much room, retained for the caller. */
    Chunk next(int room) {
        byte[] kept = room <= SIZE ? free.poll() : null;
        return new Chunk(kept == null ? new byte[Math.max(SIZE, room)] : kept, this);
    }

    /** Takes an array that nobody uses any more. */
    void takeBack(byte[] bytes) {
        if (bytes.length == SIZE) {
            var _ = free.offer(bytes);
        }
    }
}
