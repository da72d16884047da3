package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.IndexBuilder;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.index.MonthIndexBuilder;
import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Word indexes with blocks so small that those of some hundred posts tell something. */
public final class TestingIndex {
    private static final int BLOCK_ROWS = 3;
    private static final int MOST_POSTS = 8;
    private static final int ROWS_OF_GROUP = 7;

    private TestingIndex() {}

    /** Writes the index of all posts of a day that are in a lake now; returns its name. */
    public static String write(Path storage, Instant day) {
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of())) {
            List<LakeFile> files = LakeListing.of(store, Table.POSTS).live().stream()
                    .map(LakeListing.Entry::file)
                    .filter(file -> file.hour().start().truncatedTo(ChronoUnit.DAYS).equals(day))
                    .toList();
            IndexFile index =
                    new IndexFile(day, IndexListing.of(store).nextGeneration(day), IndexFile.fingerprint(files));
            write(storage, files, index);
            return index.name();
        }
    }

    /** Writes the index of a month from those of its days that are there now, and deletes these if told; returns its names. */
    public static List<String> writeMonth(Path storage, YearMonth month, boolean keepDays) {
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of())) {
            IndexListing indexes = IndexListing.of(store);
            List<IndexListing.Entry> days = indexes.newest().values().stream()
                    .filter(day -> MonthIndex.month(day.file().day()).equals(month))
                    .toList();
            List<String> names = writeMonth(storage, days, indexes.months().nextGeneration(month));
            if (!keepDays) {
                store.delete(days.stream().map(day -> day.file().name()).toList());
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> writeMonth(Path storage, List<IndexListing.Entry> days, int generation)
            throws IOException {
        List<Path> paths =
                days.stream().map(day -> storage.resolve(day.file().name())).toList();
        List<LakeFile> files = new ArrayList<>();
        for (Path path : paths) {
            IndexContents.of(IndexReader.metadata(path)).files().forEach(indexed -> files.add(indexed.file()));
        }
        YearMonth month = MonthIndex.month(days.getFirst().file().day());
        MonthIndex index = new MonthIndex(month, generation, IndexFile.fingerprint(files));
        List<String> names = Stream.of(MonthIndex.Part.values()).map(index::name).toList();
        MonthIndexBuilder.write(
                paths, storage.resolve(names.getFirst()), storage.resolve(names.getLast()), ROWS_OF_GROUP);
        return names;
    }

    private static void write(Path storage, List<LakeFile> files, IndexFile index) {
        try {
            Path target = storage.resolve(index.name());
            Files.createDirectories(target.getParent());
            // As small that it has to be written in parts.
            try (IndexBuilder builder =
                    new IndexBuilder(target.getParent(), BLOCK_ROWS, MOST_POSTS, new DataSize(1 << 15))) {
                for (LakeFile file : files) {
                    builder.add(file, storage.resolve(file.name()));
                }
                builder.write(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
