package dev.skytrove.importer;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.runtime.Operands;
import jakarta.inject.Singleton;

/** Imports what the arguments name. */
@Singleton
final class ImportJob implements Job {
    private final Operands operands;
    private final EventImport events;
    private final FeatureImport features;

    ImportJob(Operands operands, EventImport events, FeatureImport features) {
        this.operands = operands;
        this.events = events;
        this.features = features;
    }

    @Override
    public JobResult run() {
        ImportOptions options = ImportOptions.parse(operands.values());
        return StoreFailures.told(() -> {
            if (options.features()) {
                FeatureSummary summary = features.run(options);
                return new JobResult.Done(summary, summary.counts());
            }
            ImportSummary summary = events.run(options);
            return new JobResult.Done(summary, summary.counts());
        });
    }
}
