package dev.skytrove.ttl;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Deletes what has expired. */
@Singleton
final class TtlJob implements Job {
    private final Expiry expiry;
    private final ObjectStore store;

    TtlJob(Expiry expiry, ObjectStore store) {
        this.expiry = expiry;
        this.store = store;
    }

    @Override
    public JobResult run() {
        return StoreFailures.told(this::delete);
    }

    private JobResult delete() {
        long start = System.nanoTime();
        Deleter deleter = new Deleter(store);
        try (deleter) {
            expiry.find(deleter);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        TtlSummary summary = TtlSummary.of(false, deleter.deleted(), deleter.bytes(), elapsed);
        return new JobResult.Done(summary, Map.of("objects", summary.objects(), "bytes", summary.bytes()));
    }
}
