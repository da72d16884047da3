package dev.skytrove.functions;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.files.CacheLocation;
import dev.skytrove.query.files.CacheSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of a function: {@code storage} is {@code SKYTROVE_STORAGE}, and so on.
 *
 * @param storage where the lake is
 * @param cache copies of its files
 * @param duckdb what queries may use
 * @param query how many queries there may be, and for how long
 */
@ConfigurationProperties("skytrove")
record QueryConfig(@Bindable(defaultValue = "") String storage, Cache cache, Duckdb duckdb, Query query) {
    private static final int PARALLEL_DOWNLOADS = 8;

    /** @throws IllegalArgumentException if there is no storage */
    QueryConfig {
        if (storage.isBlank()) {
            throw new IllegalArgumentException(
                    "SKYTROVE_STORAGE is not set: it says where the lake is, file:///path or s3://bucket/prefix");
        }
    }

    /**
     * The same for the library.
     *
     * @param environment the process' variables, which say where caches are
     */
    QuerySettings settings(Map<String, String> environment) {
        return new QuerySettings(
                new CacheSettings(cache.directory(environment), cache.size, PARALLEL_DOWNLOADS),
                duckdb.memory,
                duckdb.threads,
                duckdb.scratch,
                query.concurrency,
                query.queue,
                query.timeout,
                query.streamTimeout);
    }

    /**
     * {@code SKYTROVE_CACHE_…}.
     *
     * @param dir where the copies are; empty for where {@link CacheLocation} says
     * @param size how large they may become together
     */
    @ConfigurationProperties("cache")
    record Cache(@Bindable(defaultValue = "") String dir, @Bindable(defaultValue = CacheSettings.USUAL_SIZE) DataSize size) {
        Path directory(Map<String, String> environment) {
            Path home = Path.of(System.getProperty("user.home"));
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            return dir.isBlank() ? CacheLocation.of(environment, home, temporary) : Path.of(dir);
        }
    }

    /**
     * {@code SKYTROVE_DUCKDB_…}.
     *
     * @param memory for DuckDB's buffers, all queries together
     * @param threads how many work on all queries together
     * @param scratch how much may go to disk
     */
    @ConfigurationProperties("duckdb")
    record Duckdb(
            @Bindable(defaultValue = "96MiB") DataSize memory,
            @Bindable(defaultValue = "2") int threads,
            @Bindable(defaultValue = "4GiB") DataSize scratch) {}

    /**
     * {@code SKYTROVE_QUERY_…}.
     *
     * @param concurrency how many queries run at once
     * @param queue how many more may wait for their turn
     * @param timeout how long a query may take, and before it, wait
     * @param streamTimeout how long sending the rows of an export may take
     */
    @ConfigurationProperties("query")
    record Query(
            @Bindable(defaultValue = "2") int concurrency,
            @Bindable(defaultValue = "64") int queue,
            @Bindable(defaultValue = "30s") Duration timeout,
            @Bindable(defaultValue = "30m") Duration streamTimeout) {}
}
