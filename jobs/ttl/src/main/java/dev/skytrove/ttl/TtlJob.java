package dev.skytrove.ttl;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Deletes what has expired, and tells Prometheus how much is left. */
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
        return new JobResult.Done(summary, counts(summary, Stored.in(store)));
    }

    private static Map<String, Long> counts(TtlSummary summary, Stored stored) {
        return Map.of(
                "objects", summary.objects(),
                "bytes", summary.bytes(),
                "stored_objects", stored.objects(),
                "stored_bytes", stored.bytes());
    }
}
