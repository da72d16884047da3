package dev.skytrove.runjob;

import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.runtime.UsageException;
import jakarta.inject.Singleton;

/** What is run where no job is named. */
@Singleton
final class NoJob implements Job {
    @Override
    public JobResult run() {
        throw new UsageException("no job is named");
    }
}
