package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.MonthDigestContents;
import dev.skytrove.lake.index.MonthDigestListing;
import dev.skytrove.lake.merge.TableMerge;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.MonthDigester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes digests of months and deletes them. No answer depends on them, so whatever dies meanwhile breaks nothing. */
final class Digester {
    private static final Logger LOG = LoggerFactory.getLogger(Digester.class);

    private final ObjectStore store;
    private final MonthDigester digester;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment, in which {@code digester} may read */
    Digester(ObjectStore store, MonthDigester digester, CrashInjector crashes, Path directory) {
        this.store = store;
        this.digester = digester;
        this.crashes = crashes;
        this.directory = directory;
    }

    /**
     * Writes a digest, and reads it back twice: before it is put, and from the store.
     *
     * @return its size
     * @throws dev.skytrove.query.files.LakeChangedException if a file that it is of is gone
     * @throws IOException if the new file is damaged
     */
    long write(DigestTask task) throws IOException {
        Path former = directory.resolve("former.parquet");
        Path written = directory.resolve("digest.parquet");
        try {
            Set<LakeFile> known = task.former().map(entry -> known(entry, task, former)).orElse(Set.of());
            List<LakeListing.Entry> rest =
                    task.files().stream().filter(entry -> !known.contains(entry.file())).toList();
            MonthDigestContents contents = new MonthDigestContents(
                    task.files().stream().map(LakeListing.Entry::file).toList());
            long rows = digester.write(
                    task.digest().kind(),
                    known.isEmpty() ? Optional.empty() : Optional.of(former),
                    MergeTask.planned(rest),
                    contents,
                    written);
            requireRows(rows, written);
            crashes.reached(CompactCrashPoint.COMPACT_DIGEST_WRITTEN);
            put(task, written);
            InTheWay.delete(store, task.inTheWay().stream().map(entry -> entry.digest().name()).toList());
            LOG.info("{} has {} rows, of {} files", task.digest().name(), rows, task.files().size());
            return Files.size(written);
        } finally {
            Files.deleteIfExists(former);
            Files.deleteIfExists(written);
        }
    }

    /** Deletes digests. */
    void delete(List<MonthDigestListing.Entry> digests) {
        for (MonthDigestListing.Entry entry : digests) {
            store.delete(List.of(entry.digest().name()));
            crashes.reached(CompactCrashPoint.COMPACT_DIGEST_DELETED);
        }
    }

    /** The files whose rows the former digest has; none if it is of no use: all is then read again. */
    private Set<LakeFile> known(MonthDigestListing.Entry entry, DigestTask task, Path former) {
        try {
            store.download(entry.digest().name(), former);
            TableMerge.check(Table.DELETES, former);
            List<LakeFile> files = MonthDigestContents.of(former).files();
            return files.stream().allMatch(isStillTrue(task)) ? new HashSet<>(files) : Set.of();
        } catch (ObjectNotFoundException | IOException e) {
            LOG.warn("{} is of no use, and made anew: {}", entry.digest().name(), e.getMessage());
            return Set.of();
        }
    }

    /** Whether the rows of a file are in the files that the new digest is of: it is one of them, or replaced by one. */
    private static Predicate<LakeFile> isStillTrue(DigestTask task) {
        Map<HourKey, List<LakeFile>> live = task.files().stream()
                .map(LakeListing.Entry::file)
                .collect(Collectors.groupingBy(LakeFile::hour));
        return file -> live.getOrDefault(file.hour(), List.of()).stream()
                .anyMatch(one -> one.equals(file) || file.isSupersededBy(one));
    }

    private void put(DigestTask task, Path written) throws IOException {
        String name = task.digest().name();
        new VerifiedPut(store, directory).put(
                name,
                written,
                () -> crashes.reached(CompactCrashPoint.COMPACT_DIGEST_PUT),
                stored -> LOG.info("{} is there already, with {} rows", name, TableMerge.check(Table.DELETES, stored)));
    }

    private static void requireRows(long rows, Path written) throws IOException {
        long found = TableMerge.check(Table.DELETES, written);
        if (found != rows) {
            throw new IllegalStateException("of " + rows + " rows of a digest " + found + " were written");
        }
    }
}
