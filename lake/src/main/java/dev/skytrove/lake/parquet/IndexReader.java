package dev.skytrove.lake.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Reads all rows of a word index, in order. The checksum of the footer and of every page is compared. Holds one row group
 * in memory, compressed. Not for use by several threads at once.
 */
public final class IndexReader implements Closeable {
    private final FileChannel file;
    private final Path path;
    private final ParquetMetadata footer;
    private final MessageType schema;
    private final Iterator<BlockMetaData> groups;
    private ColumnReader runs;
    private ColumnReader posts;
    private ColumnReader blocks;
    private long leftInGroup;

    private IndexReader(FileChannel file, Path path, ParquetMetadata footer) {
        this.file = file;
        this.path = path;
        this.footer = footer;
        this.schema = footer.getFileMetaData().getSchema();
        this.groups = footer.getBlocks().iterator();
    }

    /**
     * Opens an index.
     *
     * @throws IOException if it cannot be read or is no index
     */
    public static IndexReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new IndexReader(file, path, footer(path));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw Damaged.file(path, e);
        }
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
        return footer.getFileMetaData().getKeyValueMetaData();
    }

    /**
     * The next row; empty behind the last one.
     *
     * @throws IOException if the file is damaged
     */
    public Optional<IndexRow> next() throws IOException {
        try {
            while (leftInGroup == 0) {
                if (!groups.hasNext()) {
                    return Optional.empty();
                }
                begin(groups.next());
            }
            leftInGroup--;
            byte[] run = runs.getBinary().getBytes();
            runs.consume();
            int count = posts.getInteger();
            posts.consume();
            return Optional.of(new IndexRow(run, count, list()));
        } catch (IOException | RuntimeException e) {
            throw Damaged.file(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int[] list() {
        int most = blocks.getDescriptor().getMaxDefinitionLevel();
        int[] list = new int[1];
        int length = 0;
        do {
            if (blocks.getCurrentDefinitionLevel() == most) {
                if (length == list.length) {
                    list = Arrays.copyOf(list, 2 * length);
                }
                list[length++] = blocks.getInteger();
            }
            blocks.consume();
        } while (blocks.getCurrentRepetitionLevel() > 0);
        return Arrays.copyOf(list, length);
    }

    private void begin(BlockMetaData group) throws IOException {
        leftInGroup = group.getRowCount();
        if (leftInGroup > 0) {
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                    RowGroupPages.read(file, group),
                    new DummyRecordConverter(schema).getRootConverter(),
                    schema,
                    footer.getFileMetaData().getCreatedBy());
            runs = store.getColumnReader(column(IndexSchema.RUN));
            posts = store.getColumnReader(column(IndexSchema.POSTS));
            blocks = store.getColumnReader(column(IndexSchema.BLOCKS));
        }
    }

    private ColumnDescriptor column(String root) {
        return schema.getColumns().stream()
                .filter(column -> column.getPath()[0].equals(root))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it lacks the column " + root));
    }

    private static ParquetMetadata footer(Path path) throws IOException {
        try (Footer footer = Footer.open(path)) {
            if (!footer.isUsual() || FooterSum.isWrong(footer.all())) {
                throw new IOException("its footer has changed since it was written");
            }
            byte[] bytes = footer.all().array();
            ParquetMetadata metadata = new ParquetMetadataConverter()
                    .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(bytes)));
            if (metadata.getFileMetaData().getSchema().getName().equals(IndexSchema.make().getFullName())) {
                return metadata;
            }
            throw new IOException("it is no word index: its schema is " + metadata.getFileMetaData().getSchema().getName());
        }
    }
}
