package dev.skytrove.snapshot;

import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.runtime.JobFailedException;
import dev.skytrove.runtime.UsageException;
import java.util.List;
import java.util.Optional;

/** What the commands' arguments mean. */
final class Arguments {
    private Arguments() {}

    /** @throws UsageException if there are more than so many */
    static void atMost(int count, List<String> arguments) {
        if (arguments.size() > count) {
            throw new UsageException("unknown argument '" + arguments.get(count) + "'");
        }
    }

    /**
     * The snapshot of a time.
     *
     * @param time empty for the newest
     * @throws UsageException if it is no time
     * @throws JobFailedException if there is no such snapshot
     */
    static Manifest snapshot(Snapshots snapshots, Optional<String> time) {
        Optional<SnapshotName> name = time.map(Arguments::name).or(snapshots::newest);
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
