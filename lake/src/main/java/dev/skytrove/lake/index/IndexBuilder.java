package dev.skytrove.lake.index;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.IndexWriter;
import dev.skytrove.lake.parquet.TextColumn;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a word index: first each file of posts is added, then the index is written. Its memory does not grow with the posts.
 * The same files make the same bytes. Not for use by several threads at once.
 */
public final class IndexBuilder implements Closeable {
    /** Smaller ones would have to tell more, larger ones have more read. */
    public static final int BLOCK_ROWS = 256;

    /** What is in more posts of a day is found soon without an index. */
    public static final int MOST_POSTS = 500;

    private static final DataSize TABLE = DataSize.ofMebibytes(64);

    private final Path scratch;
    private final int blockRows;
    private final int mostPosts;
    private final long tableBytes;
    private final List<IndexContents.Indexed> files = new ArrayList<>();
    private final List<Path> parts = new ArrayList<>();
    private RunTable table;
    private int blocks;

    /** @param scratch a directory for what does not fit into memory */
    public IndexBuilder(Path scratch) {
        this(scratch, BLOCK_ROWS, MOST_POSTS, TABLE);
    }

    /**
     * One with other measures.
     *
     * @param blockRows as {@link IndexContents} has it
     * @param mostPosts as {@link IndexContents} has it
     * @param table about how much memory runs take before they go to the disk
     */
    public IndexBuilder(Path scratch, int blockRows, int mostPosts, DataSize table) {
        this.scratch = scratch;
        this.blockRows = blockRows;
        this.mostPosts = mostPosts;
        this.tableBytes = table.bytes();
        this.table = new RunTable(mostPosts);
    }

    /**
     * Adds a file of posts.
     *
     * @param path where it is
     * @throws IOException if it is damaged
     */
    public void add(LakeFile file, Path path) throws IOException {
        try (TextColumn texts = TextColumn.open(Table.POSTS, path, "text_folded")) {
            long rows = 0;
            for (; texts.next(); rows++) {
                add(texts.text(), Math.toIntExact(blocks + rows / blockRows));
            }
            files.add(new IndexContents.Indexed(file, rows));
            blocks = new IndexContents(blockRows, mostPosts, files).blocks();
        }
    }

    /**
     * Writes the index of all files and reads it back.
     *
     * @param target replaced if it is there
     * @return what it says of itself
     * @throws IllegalStateException if the file does not hold what was written
     */
    public IndexContents write(Path target) throws IOException {
        IndexContents contents = new IndexContents(blockRows, mostPosts, files);
        spill();
        IndexSum written = new IndexSum();
        try (IndexWriter writer = IndexWriter.open(target, contents.metadata())) {
            List<IndexRow> common = new RunMerge(mostPosts).merge(parts, row -> {
                written.add(row);
                writer.write(row);
            });
            writer.endGroup();
            for (IndexRow row : common) {
                written.add(row);
                writer.write(row);
            }
        }
        if (!check(target, contents).isSameAs(written)) {
            throw new IllegalStateException("the word index of " + files.getFirst().file().name()
                    + " and others does not hold what was written");
        }
        return contents;
    }

    /**
     * Writes an index that names no file, and reads it back. It says that there is nothing to be told of those of its name.
     *
     * @param target replaced if it is there
     */
    public static void writeEmpty(Path target) throws IOException {
        IndexContents contents = new IndexContents(BLOCK_ROWS, MOST_POSTS, List.of());
        IndexWriter.open(target, contents.metadata()).close();
        check(target, contents);
    }

    /**
     * Reads all of an index, and with it the checksum of every page.
     *
     * @return what it says of itself
     * @throws IOException if it is damaged
     */
    public static IndexContents check(Path index) throws IOException {
        IndexContents contents = IndexContents.of(IndexReader.metadata(index));
        check(index, contents);
        return contents;
    }

    @Override
    public void close() throws IOException {
        for (Path part : parts) {
            Files.deleteIfExists(part);
        }
    }

    private static IndexSum check(Path index, IndexContents expected) throws IOException {
        try (IndexReader reader = IndexReader.open(index)) {
            if (!IndexContents.of(reader.metadata()).equals(expected)) {
                throw new IOException("the metadata of " + index + " is not what was written");
            }
            IndexSum sum = new IndexSum();
            for (Optional<IndexRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                sum.add(row.get());
            }
            return sum;
        }
    }

    private void add(Optional<String> text, int block) throws IOException {
        if (text.isPresent()) {
            table.add(Runs.of(text.get()), block);
        } else {
            table.addUnknown(block);
        }
        if (table.bytes() > tableBytes) {
            spill();
        }
    }

    private void spill() throws IOException {
        Path part = scratch.resolve("runs-" + parts.size());
        parts.add(part);
        RunPart.write(part, table.sorted());
        table = new RunTable(mostPosts);
    }
}
