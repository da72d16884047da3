package dev.skytrove.snapshot;

import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manifests that a run cannot read: it tells of each once, leaves it as it is, and does without. */
final class UnreadableManifests {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableManifests.class);

    private final Set<SnapshotName> names = new LinkedHashSet<>();

    /** By store and name. */
    private final Set<String> told = new LinkedHashSet<>();

    void add(SnapshotName name, UnreadableManifestException reason) {
        names.add(name);
        if (told.add(reason.getMessage())) {
            LOG.error(reason.getMessage());
        }
    }

    boolean contains(SnapshotName name) {
        return names.contains(name);
    }

    /** How many there are, in all stores. */
    int count() {
        return told.size();
    }
}
