package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deletes files that were replaced, once what replaced them was read from the store, to its last page. */
final class Sweeper {
    private final ObjectStore store;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment */
    Sweeper(ObjectStore store, CrashInjector crashes, Path directory) {
        this.store = store;
        this.crashes = crashes;
        this.directory = directory;
    }

    /**
     * Deletes files.
     *
     * @param live the file that replaced them
     * @param replaced the files, each superseded by its name
     * @throws IOException if the live file is damaged: nothing is deleted then
     */
    void delete(LakeListing.Entry live, List<LakeListing.Entry> replaced) throws IOException {
        Path copy = directory.resolve("live.parquet");
        try {
            store.download(live.file().name(), copy);
            TableMerge.check(live.file().table(), copy);
        } finally {
            Files.deleteIfExists(copy);
        }
        List<String> names = replaced.stream().map(dead -> dead.file().name()).toList();
        store.delete(names.subList(0, 1));
        crashes.reached(CompactCrashPoint.COMPACT_FIRST_DELETED);
        store.delete(names.subList(1, names.size()));
        crashes.reached(CompactCrashPoint.COMPACT_DELETED);
    }
}
