package dev.skytrove.buffer;

import dev.skytrove.lake.DataSize;

/**
 * How full the buffer is.
 *
 * @param used what it uses
 * @param limit its {@code maxmemory}; 0 means that it has none
 */
public record MemoryUsage(DataSize used, DataSize limit) {
    /** The used part of the limit, 0 if there is no limit. */
    public double ratio() {
        return limit.bytes() == 0 ? 0 : (double) used.bytes() / limit.bytes();
    }
}
