package dev.skytrove.importer;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.concurrent.atomic.AtomicLong;

/** What the lake's own names tell of the batches of imports. */
final class ImportBatches {
    private ImportBatches() {}

    /** The highest batch that any file of an import has, 0 if there is none; looks at the name of every object. */
    static long highest(ObjectStore store) {
        AtomicLong highest = new AtomicLong();
        store.list(LakeFile.ROOT, "", object -> highest.accumulateAndGet(batch(object.name()), Math::max));
        return highest.get();
    }

    private static long batch(String name) {
        try {
            LakeFile file = LakeFile.parse(name);
            return file.series().equals(Series.IMPORT) ? file.batches().last() : 0;
        } catch (IllegalArgumentException e) {
            return 0; // No file of ours.
        }
    }
}
