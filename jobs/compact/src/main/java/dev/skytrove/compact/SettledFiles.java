package dev.skytrove.compact;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files no flush and no import will put or withdraw again. A plan that fails may be withdrawn, and a machine that dies
 * may forget the newest plan and give its number to other rows; neither can happen to a batch once a later one was planned
 * a while after its files were put: by then Redis has its commit on disk.
 *
 * @param batch the newest batch that is flushed; 0 if none is known
 * @param plannedAt when it was planned
 * @param settled how long before that a file must have been put
 * @param importedBefore when a file of an import must have been put: an import puts a file once, under a number of its own
 */
record SettledFiles(long batch, Instant plannedAt, Duration settled, Instant importedBefore) {
    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);

    /** Reads what the last flush left in the bucket. */
    static SettledFiles read(ObjectStore store, CompactConfig config, Instant now) {
        Instant importedBefore = now.minus(config.margin());
        return state(store)
                .map(state -> new SettledFiles(
                        state.batch(), state.savedAt().orElse(Instant.EPOCH), config.settled(), importedBefore))
                .orElseGet(() -> new SettledFiles(0, Instant.EPOCH, config.settled(), importedBefore));
    }

    /** Empty also if it cannot be understood: then nothing of a flush is settled, until the next one writes it anew. */
    private static Optional<FlushState> state(ObjectStore store) {
        try {
            Optional<FlushState> state = FlushState.read(store);
            if (state.isPresent() && state.get().savedAt().isEmpty()) {
                LOG.error("{} has no time in saved_at; files of flushes stay as they are", FlushState.NAME);
            }
            return state;
        } catch (IllegalStateException e) {
            LOG.error("files of flushes stay as they are: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a file is one of them. Those of other series have writers of their own. */
    boolean include(LakeListing.Entry entry) {
        LakeFile file = entry.file();
        if (file.series().equals(Series.IMPORT)) {
            // Those of features have columns of their own.
            return file.table() != Table.FEATURES && entry.modifiedAt().isBefore(importedBefore);
        }
        return file.series().equals(Series.FLUSH) && include(file.batches(), file.generation(), entry.modifiedAt());
    }

    /** Whether an object of some batches of flushes is. */
    boolean include(BatchRange batches, int generation, Instant modifiedAt) {
        // What this job wrote is made of settled files.
        boolean merged = generation > 0 || batches.first() != batches.last();
        return merged || (batches.last() < batch && !modifiedAt.plus(settled).isAfter(plannedAt));
    }
}
