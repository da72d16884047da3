package dev.skytrove.lake.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Reads the rows of a word index, in order. The checksum of the footer and of every page is compared. Holds one row group
 * in memory, compressed. Not for use by several threads at once.
 */
public final class IndexReader implements Closeable {
    private final Path path;
    private final IndexColumns columns;

    private IndexReader(Path path, IndexColumns columns) {
        this.path = path;
        this.columns = columns;
    }

    /**
     * Opens an index, to read all of it.
     *
     * @throws IOException if it cannot be read or is no index
     */
    public static IndexReader open(Path path) throws IOException {
        return open(path, group -> true);
    }

    /**
     * Opens an index, to read only the row groups in which all runs are in more posts than the index tells of: these are
     * behind all others. Throws what {@link #open(Path)} throws.
     */
    public static IndexReader openCommon(Path path, int mostPosts) throws IOException {
        return open(path, isCommon(mostPosts));
    }

    /** The same of all other row groups. */
    public static IndexReader openRare(Path path, int mostPosts) throws IOException {
        return open(path, isCommon(mostPosts).negate());
    }

    /**
     * The metadata of an index, without reading its rows.
     *
     * @throws IOException if it cannot be read or is no index
     */
    public static Map<String, String> metadata(Path path) throws IOException {
        try (IndexReader reader = open(path)) {
            return reader.metadata();
        }
    }

    /** The metadata of the file. */
    public Map<String, String> metadata() {
        return columns.metadata();
    }

    /**
     * The next row; empty behind the last one.
     *
     * @throws IOException if the file is damaged
     */
    public Optional<IndexRow> next() throws IOException {
        try {
            return columns.next()
                    ? Optional.of(new IndexRow(
                            columns.text(IndexSchema.RUN),
                            columns.number(IndexSchema.POSTS),
                            columns.numbers(IndexSchema.BLOCKS)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw Damaged.file(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        columns.close();
    }

    private static IndexReader open(Path path, Predicate<BlockMetaData> wanted) throws IOException {
        return new IndexReader(path, IndexColumns.open(path, IndexSchema.make(), wanted));
    }

    private static Predicate<BlockMetaData> isCommon(int mostPosts) {
        return group -> group.getColumns().stream()
                .filter(column -> column.getPath().toDotString().equals(IndexSchema.POSTS))
                .map(column -> column.getStatistics())
                .anyMatch(found -> found instanceof IntStatistics posts && posts.hasNonNullValue() && posts.getMin() > mostPosts);
    }
}
