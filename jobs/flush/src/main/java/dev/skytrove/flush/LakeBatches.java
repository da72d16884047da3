package dev.skytrove.flush;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lake's own names tell of its batches. */
final class LakeBatches {
    private static final Logger LOG = LoggerFactory.getLogger(LakeBatches.class);

    private LakeBatches() {}

    /** The highest batch of flushes that any file covers, 0 if there is none; looks at the name of every object. */
    static long highest(ObjectStore store) {
        AtomicLong highest = new AtomicLong();
        store.list(LakeFile.ROOT, "", object -> highest.accumulateAndGet(lastBatch(object.name()), Math::max));
        LOG.info("this Redis never planned a batch; the lake's highest is {}", highest);
        return highest.get();
    }

    private static long lastBatch(String name) {
        try {
            LakeFile file = LakeFile.parse(name);
            return file.series().equals(Series.FLUSH) ? file.batches().last() : 0;
        } catch (IllegalArgumentException e) {
            LOG.debug("{} is no file of ours", name);
            return 0;
        }
    }
}
