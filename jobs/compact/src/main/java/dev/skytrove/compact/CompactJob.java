package dev.skytrove.compact;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;

/** Merges the newest hours. */
@Singleton
final class CompactJob implements Job {
    private final Compaction compaction;

    CompactJob(Compaction compaction) {
        this.compaction = compaction;
    }

    @Override
    public JobResult run() {
        return StoreFailures.told(() -> compaction.run(false));
    }
}
