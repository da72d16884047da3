package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.files.CacheSettings;
import java.time.Duration;

/**
 * What queries may use.
 *
 * @param cache of the lake's files; DuckDB's scratch files are in its directory too
 * @param memory for DuckDB's buffers, all queries together
 * @param threads how many work on all queries together
 * @param scratchSize how much DuckDB may put on disk
 * @param concurrency how many queries run at once
 * @param queue how many more may wait for their turn
 * @param timeout how long a query may take, and before it, wait
 * @param streamTimeout how long reading the rows of an export may take
 */
public record QuerySettings(
        CacheSettings cache,
        DataSize memory,
        int threads,
        DataSize scratchSize,
        int concurrency,
        int queue,
        Duration timeout,
        Duration streamTimeout) {
    /** @throws IllegalArgumentException if a number is too small to work with */
    public QuerySettings {
        if (threads < 1 || concurrency < 1 || queue < 0) {
            throw new IllegalArgumentException("threads and concurrency are at least 1, queue at least 0");
        }
        if (timeout.isNegative() || timeout.isZero() || streamTimeout.isNegative() || streamTimeout.isZero()) {
            throw new IllegalArgumentException("timeout and streamTimeout are longer than nothing");
        }
    }

    /** The same with another cache. */
    QuerySettings with(CacheSettings other) {
        return new QuerySettings(
                other, memory, threads, scratchSize, concurrency, queue, timeout, streamTimeout);
    }
}
