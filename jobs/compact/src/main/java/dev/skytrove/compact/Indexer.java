package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.IndexBuilder;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes word indexes and deletes them. No answer depends on them, so whatever dies meanwhile breaks nothing. */
final class Indexer {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private final ObjectStore store;
    private final LocalFiles files;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment */
    Indexer(ObjectStore store, LocalFiles files, CrashInjector crashes, Path directory) {
        this.store = store;
        this.files = files;
        this.crashes = crashes;
        this.directory = directory;
    }

    /**
     * Writes an index, and reads it back twice: before it is put, and from the store. One that is larger than it may be names
     * no file, so that no later run makes it again.
     *
     * @return its size
     * @throws dev.skytrove.query.files.LakeChangedException if a file of posts is gone
     * @throws IOException if a file of posts is damaged
     */
    long write(IndexTask task) throws IOException {
        Path written = directory.resolve("index.parquet");
        try (IndexBuilder builder = new IndexBuilder(directory)) {
            for (LakeListing.Entry entry : task.files()) {
                try (LocalFiles.Pinned pinned = files.pin(MergeTask.planned(List.of(entry)))) {
                    builder.add(entry.file(), pinned.paths().getFirst());
                }
            }
            builder.write(written);
            if (Files.size(written) > task.most()) {
                LOG.info("the words of {} would take more than their share; it names no file", task.index().name());
                IndexBuilder.writeEmpty(written);
            }
            crashes.reached(CompactCrashPoint.COMPACT_INDEX_WRITTEN);
            put(task, written);
            InTheWay.delete(store, task.inTheWay().stream().map(entry -> entry.file().name()).toList());
            LOG.info("{} tells the words of {} files", task.index().name(), task.files().size());
            return Files.size(written);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Deletes indexes. */
    void delete(List<IndexListing.Entry> indexes) {
        for (IndexListing.Entry index : indexes) {
            store.delete(List.of(index.file().name()));
            crashes.reached(CompactCrashPoint.COMPACT_INDEX_DELETED);
        }
    }

    private void put(IndexTask task, Path written) throws IOException {
        String name = task.index().name();
        new VerifiedPut(store, directory).put(
                name,
                written,
                () -> crashes.reached(CompactCrashPoint.COMPACT_INDEX_PUT),
                stored -> LOG.info("{} is there already, of {} files", name, IndexBuilder.check(stored).files().size()));
    }
}
