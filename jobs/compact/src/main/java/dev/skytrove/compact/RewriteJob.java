package dev.skytrove.compact;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;

/** Merges all hours that have more than one file, rewrites those where many posts have been deleted, and indexes days. */
@Singleton
final class RewriteJob implements Job {
    private final Compaction compaction;

    RewriteJob(Compaction compaction) {
        this.compaction = compaction;
    }

    @Override
    public JobResult run() {
        return StoreFailures.told(() -> compaction.run(true));
    }
}
