package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.MonthIndexReader;
import dev.skytrove.lake.parquet.MonthIndexRow;
import dev.skytrove.lake.parquet.MonthIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the word index of a month from those of its days. The same indexes make the same bytes. */
public final class MonthIndexBuilder {
    private MonthIndexBuilder() {}

    /**
     * Writes the index and reads it back. Its memory does not grow with the runs.
     *
     * @param days where the indexes of days are, in the order of the days; at least one
     * @param words replaced if it is there
     * @param postings likewise
     * @return what it says of itself
     * @throws IOException if the index of a day is damaged, or has other measures than another
     * @throws IllegalStateException if the files do not hold what was written
     */
    public static IndexContents write(List<Path> days, Path words, Path postings) throws IOException {
        return write(days, words, postings, MonthIndexWriter.GROUP_ROWS);
    }

    /**
     * The same with row groups of other sizes.
     *
     * @param groupRows how many rows each has at most
     */
    public static IndexContents write(List<Path> days, Path words, Path postings, int groupRows) throws IOException {
        List<IndexContents> each = new ArrayList<>();
        for (Path day : days) {
            each.add(IndexContents.of(IndexReader.metadata(day)));
        }
        IndexContents contents = join(each);
        IndexSum written = new IndexSum();
        Map<String, String> metadata = contents.monthMetadata();
        try (MonthIndexWriter writer =
                        MonthIndexWriter.open(words, postings, metadata, IndexContents.VERSION_KEY, groupRows);
                MonthMerge merge = MonthMerge.open(days, each)) {
            for (Optional<MonthIndexRow> row = merge.next(); row.isPresent(); row = merge.next()) {
                written.add(row.get());
                writer.write(row.get());
            }
        }
        if (!sum(words, postings, contents).isSameAs(written)) {
            throw new IllegalStateException("the word index of the month of " + days.getFirst() + " does not hold what was written");
        }
        return contents;
    }

    /**
     * Writes an index that names no file, and reads it back.
     *
     * @param words replaced if it is there
     * @param postings likewise
     */
    public static void writeEmpty(Path words, Path postings) throws IOException {
        IndexContents contents = new IndexContents(IndexBuilder.BLOCK_ROWS, IndexBuilder.MOST_POSTS, List.of());
        MonthIndexWriter.open(
                        words,
                        postings,
                        contents.monthMetadata(),
                        IndexContents.VERSION_KEY,
                        MonthIndexWriter.GROUP_ROWS)
                .close();
        sum(words, postings, contents);
    }

    /**
     * Reads all of an index, and with it the checksum of every page.
     *
     * @return what it says of itself
     * @throws IOException if it is damaged
     */
    public static IndexContents check(Path words, Path postings) throws IOException {
        IndexContents contents = IndexContents.ofMonth(MonthIndexReader.metadata(words));
        sum(words, postings, contents);
        return contents;
    }

    /** How long the postings are to be, by the metadata of the words; -1 if these do not tell. */
    public static long postingsBytes(Map<String, String> metadata) {
        try {
            return Long.parseLong(metadata.getOrDefault(MonthIndexWriter.POSTINGS_BYTES, "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static IndexContents join(List<IndexContents> days) throws IOException {
        IndexContents first = days.getFirst();
        List<IndexContents.Indexed> files = new ArrayList<>();
        for (IndexContents day : days) {
            if (day.blockRows() != first.blockRows() || day.mostPosts() != first.mostPosts()) {
                throw new IOException("the word indexes of days have different measures");
            }
            files.addAll(day.files());
        }
        return new IndexContents(first.blockRows(), first.mostPosts(), files);
    }

    private static IndexSum sum(Path words, Path postings, IndexContents expected) throws IOException {
        try (MonthIndexReader reader = MonthIndexReader.open(words, postings)) {
            if (!IndexContents.ofMonth(reader.metadata()).equals(expected)) {
                throw new IOException("the metadata of " + words + " is not what was written");
            }
            IndexSum sum = new IndexSum();
            for (Optional<MonthIndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                sum.add(row.get());
            }
            return sum;
        }
    }
}
