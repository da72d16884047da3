package dev.skytrove.flush;

import dev.skytrove.lake.HighestBatch;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lake's own names tell of its batches. */
final class LakeBatches {
    private static final Logger LOG = LoggerFactory.getLogger(LakeBatches.class);

    private LakeBatches() {}

    /** The highest batch of flushes that any file covers, 0 if there is none; looks at the name of every object. */
    static long highest(ObjectStore store) {
        long highest = HighestBatch.of(store, Series.FLUSH);
        LOG.info("this buffer never planned a batch; the lake's highest is {}", highest);
        return highest;
    }
}
