package dev.skytrove.ttl;

import dev.skytrove.lake.snapshot.SnapshotFiles;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots that are too old. The newest always stays, and the newest that can be read. */
final class SnapshotExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotExpiry.class);
    private static final String GROUP = "snapshots";

    private final ObjectStore store;
    private final Instant oldest;
    private final Set<ObjectInfo> expired = new LinkedHashSet<>();

    /** @param oldest what was taken before has expired */
    SnapshotExpiry(ObjectStore store, Instant oldest) {
        this.store = store;
        this.oldest = oldest;
    }

    /** Passes the manifests that have expired. Each may be deleted at once. */
    void find(Consumer<Expired> consumer) {
        List<ObjectInfo> manifests = manifests();
        List<ObjectInfo> old = manifests.subList(0, Math.max(0, manifests.size() - 1)).stream()
                .filter(manifest -> name(manifest).orElseThrow().time().isBefore(oldest))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Optional<String> stays = new Snapshots(store)
                .newestReadable((name, reason) -> LOG.error("{}; it is not counted as the newest", reason.getMessage()))
                .map(manifest -> manifest.name().object());
        old.stream()
                .filter(manifest -> !stays.equals(Optional.of(manifest.name())))
                .forEach(expired::add);
        expired.forEach(manifest -> consumer.accept(new Expired(manifest, GROUP)));
    }

    /** The files that the snapshots name which were not passed. */
    SnapshotFiles kept() {
        List<ObjectInfo> left = manifests();
        left.removeAll(expired);
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
