package dev.skytrove.buffer;

import dev.skytrove.lake.DataSize;

/**
 * How much of a queue one batch has at most. A single block of events may have more.
 *
 * @param events the number of events
 * @param size the bytes that these make when unpacked: what the buffer holds of them may be next to nothing
 * @param attempts how often it is begun before it is split
 */
public record BatchLimits(int events, DataSize size, int attempts) {
    /** @throws IllegalArgumentException if a limit is not positive */
    public BatchLimits {
        if (events < 1 || size.bytes() < 1 || attempts < 1) {
            throw new IllegalArgumentException("no batch has " + events + " events, " + size + " or " + attempts + " attempts");
        }
    }
}
