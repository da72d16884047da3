package dev.skytrove.lake;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The highest number of a series' batches that the lake's own names tell: the next one is above it. */
public final class HighestBatch {
    private static final Logger log = LoggerFactory.getLogger(HighestBatch.class);

    /** Numbers count up by one, so none of ours comes near it: to follow a stranger's would soon leave no number. */
    private static final long STRANGE = 1_000_000_000_000_000L;

    private HighestBatch() {}

    /**
     * Looks at the name of every object.
     *
     * @return 0 if there is none
     * @throws StorageException if the store fails, or a file says that it covers all numbers that come
     */
    public static long of(ObjectStore store, Series series) {
        AtomicLong highest = new AtomicLong();
        store.list(LakeFile.ROOT, "", object -> highest.accumulateAndGet(of(object.name(), series), Math::max));
        return highest.get();
    }

    private static long of(String name, Series series) {
        LakeFile file;
        try {
            file = LakeFile.parse(name);
        } catch (IllegalArgumentException e) {
            log.debug("{} is no file of ours", name);
            return 0;
        }
        BatchRange batches = file.batches();
        if (!file.series().equals(series)) {
            return 0;
        }
        if (batches.first() >= STRANGE) {
            log.warn("{} has numbers that nothing of skytrove comes to; they are not gone on with", name);
            return 0;
        }
        if (batches.last() >= STRANGE) {
            throw new StorageException("'" + name + "' says that it covers all batches that could still come;"
                    + " nothing of skytrove writes such a file: move it away");
        }
        return batches.last();
    }
}
