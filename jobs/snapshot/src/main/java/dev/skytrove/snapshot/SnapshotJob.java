package dev.skytrove.snapshot;

import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.runtime.Job;
import dev.skytrove.runtime.JobResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Takes a snapshot. */
@Singleton
final class SnapshotJob implements Job {
    private final SnapshotTaker taker;

    SnapshotJob(SnapshotTaker taker) {
        this.taker = taker;
    }

    @Override
    public JobResult run() {
        long start = System.nanoTime();
        SnapshotTaker.Taken taken = StoreFailures.told(taker::take);
        Manifest manifest = taken.manifest();
        SnapshotSummary summary = new SnapshotSummary(
                manifest.name().toString(),
                manifest.files().size(),
                manifest.rows(),
                manifest.bytes(),
                taken.read(),
                taken.bytesRead(),
                manifest.files().stream().filter(file -> file.end().isEmpty()).count(),
                taken.unreadable(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        return new JobResult.Done(
                summary,
                Map.of(
                        "files", summary.files(),
                        "rows", summary.rows(),
                        "bytes", summary.bytes(),
                        "files_read", summary.filesRead(),
                        "bytes_read", summary.bytesRead(),
                        "damaged", summary.damaged(),
                        "unreadable_manifests", summary.unreadableManifests()));
    }
}
