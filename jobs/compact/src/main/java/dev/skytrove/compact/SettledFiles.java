package dev.skytrove.compact;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which files of flushes no flush will put or withdraw again. A plan that fails may be withdrawn, and a machine that dies
 * may forget the newest plan and give its number to other rows; neither can happen to a batch once a later one was planned
 * a while after its files were put: by then Redis has its commit on disk.
 *
 * @param batch the newest batch that is flushed; 0 if none is known
 * @param plannedAt when it was planned
 * @param settled how long before that a file must have been put
 */
record SettledFiles(long batch, Instant plannedAt, Duration settled) {
    /** Reads what the last flush left in the bucket. */
    static SettledFiles read(ObjectStore store, Duration settled) {
        Optional<FlushState> state = FlushState.read(store);
        if (state.isEmpty()) {
            return new SettledFiles(0, Instant.EPOCH, settled);
        }
        Instant plannedAt = state.get()
                .savedAt()
                .orElseThrow(() -> new IllegalStateException(FlushState.NAME + " has no time in saved_at"));
        return new SettledFiles(state.get().batch(), plannedAt, settled);
    }

    /** Whether a file is one of them. Those of other series have writers of their own. */
    boolean include(LakeListing.Entry entry) {
        LakeFile file = entry.file();
        if (!file.series().equals(Series.FLUSH)) {
            return false;
        }
        return isMerged(file)
                || (file.batches().last() < batch
                        && !entry.modifiedAt().plus(settled).isAfter(plannedAt));
    }

    /** What this job wrote is made of settled files. */
    private static boolean isMerged(LakeFile file) {
        return file.generation() > 0 || file.batches().first() != file.batches().last();
    }
}
