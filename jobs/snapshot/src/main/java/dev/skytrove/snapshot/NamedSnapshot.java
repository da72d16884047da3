package dev.skytrove.snapshot;

import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.UsageException;
import java.util.Optional;

/** The snapshot that a command names. */
final class NamedSnapshot {
    private NamedSnapshot() {}

    /**
     * The snapshot of a time.
     *
     * @param time empty for the newest
     * @throws UsageException if it is no time
     * @throws JobFailedException if there is no such snapshot
     */
    static Manifest find(Snapshots snapshots, Optional<String> time) {
        Optional<SnapshotName> name = time.map(NamedSnapshot::name).or(snapshots::newest);
        String sought = time.map(text -> "snapshot " + text).orElse("snapshot");
        return name.flatMap(snapshots::find).orElseThrow(() -> new JobFailedException(
                "there is no " + sought + " in " + snapshots.store().location(), null));
    }

    private static SnapshotName name(String time) {
        try {
            return SnapshotName.parse(time);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
