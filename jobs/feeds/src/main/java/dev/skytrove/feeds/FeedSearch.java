package dev.skytrove.feeds;

import dev.skytrove.jobs.JobConfig;
import dev.skytrove.lake.DataSize;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.runtime.ProcessEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Opens the search over the lake: one query at a time, which may take long. */
@Singleton
final class FeedSearch {
    private static final int PARALLEL_DOWNLOADS = 8;
    private static final int THREADS = 2;
    private static final DataSize SCRATCH = DataSize.ofMebibytes(8 << 10);

    private final FeedsConfig config;
    private final JobConfig job;
    private final ProcessEnvironment environment;
    private final Clock clock;
    private final FeedCacheConfig cache;

    FeedSearch(
            FeedsConfig config,
            JobConfig job,
            ProcessEnvironment environment,
            Clock clock,
            FeedCacheConfig cache) {
        this.config = config;
        this.job = job;
        this.environment = environment;
        this.clock = clock;
        this.cache = cache;
    }

    /** To be closed. */
    PostSearch open() {
        QuerySettings settings = new QuerySettings(
                new CacheSettings(cache.directory(environment.variables()), cache.size(), PARALLEL_DOWNLOADS),
                config.memory(), THREADS, SCRATCH, 1, 1, config.timeout(), config.timeout());
        return PostSearch.open(settings, job.storage(), environment.variables(), clock);
    }
}
