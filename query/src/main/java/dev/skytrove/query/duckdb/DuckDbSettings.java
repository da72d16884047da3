package dev.skytrove.query.duckdb;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;
import java.util.List;

/**
 * What an instance may use.
 *
 * @param memory for its buffers; what exceeds it goes to disk where it can, else fails the query
 * @param threads how many work on all queries together
 * @param scratchRoot the directory below which it puts what exceeds the memory
 * @param scratchSize how much it may put there
 * @param readable the directories that it may read
 */
public record DuckDbSettings(DataSize memory, int threads, Path scratchRoot, DataSize scratchSize, List<Path> readable) {
    /** DuckDB starts as many as it is told to, even if the machine stands still then. */
    private static final int MOST_THREADS = 256;

    /** @throws IllegalArgumentException if {@code threads} is below 1 or above {@value #MOST_THREADS} */
    public DuckDbSettings {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "SKYTROVE_DUCKDB_THREADS is not from 1 to " + MOST_THREADS + ": " + threads);
        }
        readable = List.copyOf(readable);
    }
}
