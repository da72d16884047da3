package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What queries may use.
 *
 * @param cacheDirectory where copies of the lake's files and DuckDB's scratch files are kept; processes may share it
 * @param cacheSize how large the copies may become; of no use to a {@code file:} lake
 * @param parallelDownloads how many files are downloaded at once
 * @param memory for DuckDB's buffers, all queries together
 * @param threads how many work on all queries together
 * @param scratchSize how much DuckDB may put on disk
 * @param concurrency how many queries run at once
 * @param queue how many more may wait for their turn
 * @param timeout how long a query may take, and before it, wait
 * @param streamTimeout how long reading the rows of an export may take
 */
public record QuerySettings(
        Path cacheDirectory,
        DataSize cacheSize,
        int parallelDownloads,
        DataSize memory,
        int threads,
        DataSize scratchSize,
        int concurrency,
        int queue,
        Duration timeout,
        Duration streamTimeout) {
    /** @throws IllegalArgumentException if a number is too small to work with */
    public QuerySettings {
        if (parallelDownloads < 1 || threads < 1 || concurrency < 1 || queue < 0) {
            throw new IllegalArgumentException("parallelDownloads, threads and concurrency are at least 1, queue 0");
        }
        if (timeout.isNegative() || timeout.isZero() || streamTimeout.isNegative() || streamTimeout.isZero()) {
            throw new IllegalArgumentException("timeout and streamTimeout are longer than nothing");
        }
    }
}
