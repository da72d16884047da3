package dev.skytrove.flush;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lake's own names tell of its batches. */
final class LakeBatches {
    private static final Logger LOG = LoggerFactory.getLogger(LakeBatches.class);

    private LakeBatches() {}

    /** The highest batch that any file of the lake covers, 0 if there is none; looks at the name of every object. */
    static long highest(ObjectStore store) {
        AtomicLong highest = new AtomicLong();
        store.list(LakeFile.ROOT, "", object -> highest.accumulateAndGet(lastBatch(object.name()), Math::max));
        LOG.info("this Redis never planned a batch; the lake's highest is {}", highest);
        return highest.get();
    }

    private static long lastBatch(String name) {
        try {
            return LakeFile.parse(name).lastBatch();
        } catch (IllegalArgumentException e) {
            LOG.debug("{} is no file of ours", name);
            return 0;
        }
    }
}
