package dev.skytrove.query.files;

import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Redaction;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.criteria.InvalidParameterException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans of what snapshots name. */
public final class SnapshotPlans {
    private static final int NAMED = 5;

    private SnapshotPlans() {}

    /**
     * What a snapshot names.
     *
     * @param redacted how many rows left its files since it was taken, because people took them back
     */
    public record SnapshotPlan(FilePlan plan, long redacted) {}

    /**
     * Reads the manifest of a snapshot, for a search of posts whose {@code sort_at} is {@code start} or later.
     *
     * @throws InvalidParameterException if there is no such snapshot; it names the newest ones
     * @throws UnreadableSnapshotException if the manifest cannot be read
     * @throws SnapshotMismatchException if an object has another length than the manifest says; of features when the plan is asked for them
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    public static SnapshotPlan of(ObjectStore store, SnapshotName name, Instant start) {
        Snapshots snapshots = new Snapshots(store);
        Manifest manifest = find(snapshots, name).orElseThrow(() -> unknown(name, snapshots.list()));
        List<PlannedFile> files = manifest.files().stream()
                .map(file -> new PlannedFile(file.file(), file.size()))
                .toList();
        long redacted = manifest.redactions().stream().mapToLong(Redaction::rows).sum();
        return new SnapshotPlan(FilePlan.of(new NamedFiles(name, files, store), store, start), redacted);
    }

    private static Optional<Manifest> find(Snapshots snapshots, SnapshotName name) {
        try {
            return snapshots.find(name);
        } catch (UnreadableManifestException e) {
            throw new UnreadableSnapshotException(name, e);
        }
    }

    private static InvalidParameterException unknown(SnapshotName name, List<SnapshotName> all) {
        String accepts = all.isEmpty()
                ? "nothing: this lake has no snapshots"
                : "the newest snapshots are "
                        + all.reversed().stream().limit(NAMED).map(SnapshotName::toString).collect(Collectors.joining(", "));
        return new InvalidParameterException("snapshot", "there is no snapshot " + name, accepts);
    }
}
