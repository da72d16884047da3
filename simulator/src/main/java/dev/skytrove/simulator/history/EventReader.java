package dev.skytrove.simulator.history;

import java.nio.ByteBuffer;

/** Reads events in any order. Not thread-safe. */
@FunctionalInterface
public interface EventReader {
    /**
     * The bytes of one event, without a line end.
     *
     * @param index from 0 to the history's size
     * @return a buffer with an array, valid until the next call
     * @throws IndexOutOfBoundsException if there is no such event
     */
    ByteBuffer read(long index);
}
