package dev.skytrove.compact;

import dev.skytrove.lake.storage.ObjectStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Indexes and digests of a generation behind which there is none: they would hide all that are made from now on. */
final class InTheWay {
    private static final Logger LOG = LoggerFactory.getLogger(InTheWay.class);

    private InTheWay() {}

    /** Deletes them. A query that has listed one does without. */
    static void delete(ObjectStore store, List<String> names) {
        if (!names.isEmpty()) {
            LOG.warn("deleting what has the last generation, or is above what took its place: {}", names);
            store.delete(names);
        }
    }
}
