package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.DeadRows;
import dev.skytrove.query.dead.HidingFiles;
import dev.skytrove.query.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces files by one that holds their rows in order. The new file is read back twice: before it is put, and from the
 * store. Until then the old ones are all that counts.
 */
final class Merger {
    private static final Logger LOG = LoggerFactory.getLogger(Merger.class);

    private final ObjectStore store;
    private final LocalFiles files;
    private final DeadRows deadRows;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment */
    Merger(ObjectStore store, LocalFiles files, DeadRows deadRows, CrashInjector crashes, Path directory) {
        this.store = store;
        this.files = files;
        this.deadRows = deadRows;
        this.crashes = crashes;
        this.directory = directory;
    }

    /**
     * Replaces the files of a task.
     *
     * @param hiding what may hide the posts among their rows
     * @param leastShare the part of the rows that must be left out for it to be worth it; 0 for any task
     * @return what was done; empty if fewer rows would be left out
     * @throws dev.skytrove.query.files.LakeChangedException if one of the files is gone
     * @throws dev.skytrove.lake.parquet.UnknownColumnsException if a newer release wrote one of them
     * @throws IOException if one of the files is damaged
     */
    Optional<Merged> merge(MergeTask task, HidingFiles hiding, double leastShare) throws IOException {
        try (LocalFiles.Pinned pinned = files.pin(task.planned())) {
            Map<Path, BitSet> dead = deadRows.find(task.table(), pinned.paths(), hiding);
            if (leastShare > 0 && share(task.table(), pinned.paths(), dead) < leastShare) {
                return Optional.empty();
            }
            return Optional.of(replace(task, pinned.paths(), dead));
        }
    }

    private Merged replace(MergeTask task, List<Path> paths, Map<Path, BitSet> dead) throws IOException {
        Path written = directory.resolve("merged.parquet");
        try {
            long left = TableMerge.write(task.replacement(), paths, dead, written, directory);
            crashes.reached(CompactCrashPoint.COMPACT_WRITTEN);
            put(task, written);
            long removed = dead.values().stream().mapToLong(BitSet::cardinality).sum();
            LOG.info("{} holds {} rows of {} files, without {}", task.replacement().name(), left, paths.size(), removed);
            return new Merged(left, removed, Files.size(written));
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void put(MergeTask task, Path written) throws IOException {
        String name = task.replacement().name();
        new VerifiedPut(store, directory).put(
                name,
                written,
                () -> crashes.reached(CompactCrashPoint.COMPACT_PUT),
                stored -> LOG.info("{} is there already, with {} rows", name, TableMerge.check(task.table(), stored)));
        crashes.reached(CompactCrashPoint.COMPACT_VERIFIED);
    }

    private static double share(Table table, List<Path> paths, Map<Path, BitSet> dead) throws IOException {
        long rows = 0;
        for (Path path : paths) {
            rows += TableMerge.rows(table, path);
        }
        long gone = dead.values().stream().mapToLong(BitSet::cardinality).sum();
        return rows == 0 ? 0 : (double) gone / rows;
    }

    /**
     * What a merge did.
     *
     * @param rows rows of the new file
     * @param removed rows that were left out
     * @param bytes the new file's size
     */
    record Merged(long rows, long removed, long bytes) {}
}
