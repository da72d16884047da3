package dev.skytrove.importer;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;
import picocli.CommandLine.ParseResult;

/** Imports what the arguments name. */
@Singleton
final class ImportJob implements Job {
    private final ParseResult arguments;
    private final EventImport events;
    private final FeatureImport features;

    ImportJob(ParseResult arguments, EventImport events, FeatureImport features) {
        this.arguments = arguments;
        this.events = events;
        this.features = features;
    }

    @Override
    public JobResult run() {
        ImportOptions options = ImportOptions.of(arguments);
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
