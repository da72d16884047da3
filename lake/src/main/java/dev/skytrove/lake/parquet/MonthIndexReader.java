package dev.skytrove.lake.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads all rows of the word index of a month, in order. The checksums of the footers and of every page are compared. Holds
 * one row group of each file in memory, compressed. Not for use by several threads at once.
 */
public final class MonthIndexReader implements Closeable {
    private final Path path;
    private final IndexColumns words;
    private final IndexColumns postings;

    private MonthIndexReader(Path path, IndexColumns words, IndexColumns postings) {
        this.path = path;
        this.words = words;
        this.postings = postings;
    }

    /**
     * Opens both files.
     *
     * @throws IOException if one cannot be read or is none of an index
     */
    public static MonthIndexReader open(Path words, Path postings) throws IOException {
        IndexColumns first = words(words);
        try {
            return new MonthIndexReader(words, first, postings(postings));
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /**
     * The metadata of the words, without reading their rows.
     *
     * @throws IOException if they cannot be read or are none
     */
    public static Map<String, String> metadata(Path words) throws IOException {
        try (IndexColumns columns = words(words)) {
            return columns.metadata();
        }
    }

    /**
     * Compares the checksum of the footer of a file of postings, without reading its rows.
     *
     * @throws IOException if it is wrong, or the file has no postings
     */
    public static void checkFooter(Path postings) throws IOException {
        postings(postings).close();
    }

    /** The metadata of the words. */
    public Map<String, String> metadata() {
        return words.metadata();
    }

    /**
     * The next row; empty behind the last one.
     *
     * @throws IOException if a file is damaged, or the two do not have the same rows
     */
    public Optional<MonthIndexRow> next() throws IOException {
        try {
            boolean more = words.next();
            if (postings.next() != more) {
                throw new IOException("its postings have another number of rows");
            }
            return more ? Optional.of(row()) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw Damaged.file(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try (words) {
            postings.close();
        }
    }

    private MonthIndexRow row() {
        IndexRow row = new IndexRow(
                words.text(IndexSchema.RUN), words.number(IndexSchema.POSTS), postings.numbers(IndexSchema.BLOCKS));
        return new MonthIndexRow(row, words.numbers(IndexSchema.DAYS));
    }

    private static IndexColumns postings(Path postings) throws IOException {
        return IndexColumns.open(postings, IndexSchema.postings(), group -> true);
    }

    private static IndexColumns words(Path words) throws IOException {
        return IndexColumns.open(words, IndexSchema.words(), group -> true);
    }
}
