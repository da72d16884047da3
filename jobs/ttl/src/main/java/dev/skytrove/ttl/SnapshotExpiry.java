package dev.skytrove.ttl;

import dev.skytrove.lake.snapshot.SnapshotFiles;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The snapshots that are too old. The newest always stays. */
final class SnapshotExpiry {
    private static final String GROUP = "snapshots";

    private final ObjectStore store;
    private final Instant oldest;

    /** @param oldest what was taken before has expired */
    SnapshotExpiry(ObjectStore store, Instant oldest) {
        this.store = store;
        this.oldest = oldest;
    }

    /** Passes the manifests that have expired. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        List<ObjectInfo> manifests = manifests();
        for (ObjectInfo manifest : manifests.subList(0, Math.max(0, manifests.size() - 1))) {
            if (name(manifest).orElseThrow().time().isBefore(oldest)) {
                consumer.accept(new Expired(manifest, GROUP));
            }
        }
    }

    /** The files that the other snapshots name. */
    SnapshotFiles kept() {
        List<ObjectInfo> left = manifests();
        find(expired -> left.remove(expired.object()));
        return SnapshotFiles.of(store, left.stream().map(object -> name(object).orElseThrow()).toList());
    }

    /** In the order of names, the oldest comes first. */
    private List<ObjectInfo> manifests() {
        List<ObjectInfo> manifests = new ArrayList<>();
        store.list(SnapshotName.ROOT, "", object -> name(object).ifPresent(_ -> manifests.add(object)));
        return manifests;
    }

    private static Optional<SnapshotName> name(ObjectInfo object) {
        return SnapshotName.ofObject(object.name());
    }
}
