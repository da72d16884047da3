package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.index.IndexBuilder;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex.Part;
import dev.skytrove.lake.index.MonthIndexBuilder;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes word indexes of months and deletes them. No answer depends on them, so whatever dies meanwhile breaks nothing. */
final class MonthIndexer {
    private static final Logger LOG = LoggerFactory.getLogger(MonthIndexer.class);

    private final ObjectStore store;
    private final LocalFiles files;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment */
    MonthIndexer(ObjectStore store, LocalFiles files, CrashInjector crashes, Path directory) {
        this.store = store;
        this.files = files;
        this.crashes = crashes;
        this.directory = directory;
    }

    /**
     * Writes an index, and reads it back twice: before it is put, and from the store. The words come last: without them
     * an index does not count. One that is larger than it may be names no file, so that no later run makes it again.
     *
     * @return its size
     * @throws dev.skytrove.query.files.LakeChangedException if the index of a day is gone
     * @throws IOException if the index of a day is damaged
     */
    long write(MonthIndexTask task) throws IOException {
        Path words = directory.resolve("words.parquet");
        Path postings = directory.resolve("postings.parquet");
        List<StoredObject> days = task.days().stream()
                .map(day -> new StoredObject(day.file().name(), day.size()))
                .toList();
        try (LocalFiles.Pinned pinned = files.pinObjects(days)) {
            MonthIndexBuilder.write(pinned.paths(), words, postings);
            if (Files.size(words) + Files.size(postings) > task.most()) {
                LOG.info("{} would take more than its share; it names no file", task.index().name(Part.WORDS));
                MonthIndexBuilder.writeEmpty(words, postings);
            }
            crashes.reached(CompactCrashPoint.COMPACT_MONTH_WRITTEN);
            put(task.index().name(Part.POSTINGS), postings, CompactCrashPoint.COMPACT_MONTH_POSTINGS_PUT);
            put(task.index().name(Part.WORDS), words, CompactCrashPoint.COMPACT_MONTH_WORDS_PUT);
            InTheWay.delete(store, task.inTheWay().stream().map(MonthIndexListing.Listed::name).toList());
            LOG.info("{} tells the words of {} files", task.index().name(Part.WORDS), task.files());
            return Files.size(words) + Files.size(postings);
        } finally {
            Files.deleteIfExists(words);
            Files.deleteIfExists(postings);
        }
    }

    /** The indexes of days, of those that one of a month is made from, that cannot be read to their end. */
    List<IndexListing.Entry> damaged(MonthIndexTask task) {
        return task.days().stream().filter(this::isDamaged).toList();
    }

    private boolean isDamaged(IndexListing.Entry day) {
        StoredObject object = new StoredObject(day.file().name(), day.size());
        try (LocalFiles.Pinned pinned = files.pinObjects(List.of(object))) {
            IndexBuilder.check(pinned.paths().getFirst());
            return false;
        } catch (IOException e) {
            LOG.warn("{} is of no use, and made anew: {}", day.file().name(), e.getMessage());
            return true;
        }
    }

    /** Deletes objects. */
    void delete(List<MonthIndexListing.Listed> objects) {
        for (MonthIndexListing.Listed object : objects) {
            store.delete(List.of(object.name()));
            crashes.reached(CompactCrashPoint.COMPACT_MONTH_DELETED);
        }
    }

    /** The same days make the same bytes, so what a run that died has put is this file, too. */
    private void put(String name, Path written, CompactCrashPoint point) throws IOException {
        new VerifiedPut(store, directory).put(name, written, () -> crashes.reached(point), stored -> {
            if (Files.mismatch(written, stored) >= 0) {
                throw new IOException("'" + name + "' is there already, with other content");
            }
        });
    }
}
