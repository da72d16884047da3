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
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.IndexWriter;
import dev.skytrove.lake.parquet.MonthIndexReader;
import dev.skytrove.lake.parquet.MonthIndexRow;
import dev.skytrove.lake.parquet.MonthIndexWriter;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    /** Writes the index of a day anew, which then says something else of its files; all of it is whole. */
    public static void lie(Path storage, String name, UnaryOperator<IndexContents> lie) throws IOException {
        Path index = storage.resolve(name);
        Path truth = moved(storage, name, "truth");
        try (IndexReader reader = IndexReader.open(truth);
                IndexWriter writer = IndexWriter.open(
                        index, lie.apply(IndexContents.of(reader.metadata())).metadata())) {
            for (Optional<IndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                writer.write(row.get());
            }
        }
    }

    /** The same of a month. */
    public static void lieOfMonth(Path storage, List<String> names, UnaryOperator<IndexContents> lie) throws IOException {
        Path words = moved(storage, names.getFirst(), "words");
        Path postings = moved(storage, names.getLast(), "postings");
        try (MonthIndexReader reader = MonthIndexReader.open(words, postings);
                MonthIndexWriter writer = MonthIndexWriter.open(
                        storage.resolve(names.getFirst()),
                        storage.resolve(names.getLast()),
                        lie.apply(IndexContents.ofMonth(reader.metadata())).monthMetadata(),
                        "skytrove.index.version",
                        ROWS_OF_GROUP)) {
            for (Optional<MonthIndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                writer.write(row.get());
            }
        }
    }

    private static Path moved(Path storage, String name, String target) throws IOException {
        return Files.move(
                storage.resolve(name), storage.resolveSibling(target), StandardCopyOption.REPLACE_EXISTING);
    }

    /** What may be said wrongly of some files: rows of one that it does not have or has, and other blocks. */
    public static List<UnaryOperator<IndexContents>> lies() {
        List<UnaryOperator<IndexContents>> lies = new ArrayList<>();
        for (int difference : new int[] {-BLOCK_ROWS, -1, 1, BLOCK_ROWS, 10 * BLOCK_ROWS}) {
            for (int place = 0; place < 4; place++) {
                lies.add(moreRows(place, difference));
            }
        }
        for (int blockRows : new int[] {1, 2, 4, 2 * BLOCK_ROWS, 100}) {
            lies.add(contents -> new IndexContents(blockRows, contents.mostPosts(), contents.files()));
        }
        return lies;
    }

    /** Rows of one file more, or fewer, than it has. */
    static UnaryOperator<IndexContents> moreRows(int place, int difference) {
        return contents -> {
            List<IndexContents.Indexed> files = new ArrayList<>(contents.files());
            IndexContents.Indexed file = files.get(place);
            files.set(place, new IndexContents.Indexed(file.file(), file.rows() + difference));
            return new IndexContents(contents.blockRows(), contents.mostPosts(), files);
        };
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
