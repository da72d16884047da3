package dev.skytrove.lake.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
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
 * The columns of a file of an index, row by row. The checksum of the footer and of every page is compared. Holds one row
 * group in memory, compressed. Not for use by several threads at once.
 */
final class IndexColumns implements Closeable {
    private final FileChannel file;
    private final ParquetMetadata footer;
    private final MessageType schema;
    private final Iterator<BlockMetaData> groups;
    private final Map<String, ColumnReader> columns = new HashMap<>();
    private long leftInGroup;

    private IndexColumns(FileChannel file, ParquetMetadata footer, List<BlockMetaData> groups) {
        this.file = file;
        this.footer = footer;
        this.schema = footer.getFileMetaData().getSchema();
        this.groups = groups.iterator();
    }

    /**
     * Opens a file.
     *
     * @param wanted which row groups are read
     * @throws IOException if it cannot be read or has another schema
     */
    static IndexColumns open(Path path, Schema schema, Predicate<BlockMetaData> wanted) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ParquetMetadata footer = footer(path, schema);
            return new IndexColumns(file, footer, footer.getBlocks().stream().filter(wanted).toList());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw Damaged.file(path, e);
        }
    }

    /** The metadata of the file. */
    Map<String, String> metadata() {
        return footer.getFileMetaData().getKeyValueMetaData();
    }

    /** Steps to the next row, of which each column is then to be read and consumed once; false behind the last one. */
    boolean next() throws IOException {
        while (leftInGroup == 0) {
            if (!groups.hasNext()) {
                return false;
            }
            begin(groups.next());
        }
        leftInGroup--;
        return true;
    }

    /** Reads a text, as its bytes. */
    byte[] text(String root) {
        ColumnReader column = columns.get(root);
        byte[] text = column.getBinary().getBytes();
        column.consume();
        return text;
    }

    /** Reads a number. */
    int number(String root) {
        ColumnReader column = columns.get(root);
        int number = column.getInteger();
        column.consume();
        return number;
    }

    /** Reads a list of numbers. */
    int[] numbers(String root) {
        ColumnReader column = columns.get(root);
        int most = column.getDescriptor().getMaxDefinitionLevel();
        int[] list = new int[1];
        int length = 0;
        do {
            if (column.getCurrentDefinitionLevel() == most) {
                if (length == list.length) {
                    list = Arrays.copyOf(list, 2 * length);
                }
                list[length++] = column.getInteger();
            }
            column.consume();
        } while (column.getCurrentRepetitionLevel() > 0);
        return Arrays.copyOf(list, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void begin(BlockMetaData group) throws IOException {
        leftInGroup = group.getRowCount();
        if (leftInGroup > 0) {
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                    RowGroupPages.read(file, group),
                    new DummyRecordConverter(schema).getRootConverter(),
                    schema,
                    footer.getFileMetaData().getCreatedBy());
            for (ColumnDescriptor column : schema.getColumns()) {
                columns.put(column.getPath()[0], store.getColumnReader(column));
            }
        }
    }

    private static ParquetMetadata footer(Path path, Schema schema) throws IOException {
        try (Footer footer = Footer.open(path)) {
            if (!footer.isUsual() || FooterSum.isWrong(footer.all())) {
                throw new IOException("its footer has changed since it was written");
            }
            byte[] bytes = footer.all().array();
            ParquetMetadata metadata = new ParquetMetadataConverter()
                    .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(bytes)));
            MessageType found = metadata.getFileMetaData().getSchema();
            if (found.getName().equals(schema.getFullName()) && hasAll(found, schema)) {
                return metadata;
            }
            throw new IOException("it is no word index: its schema is " + found.getName());
        }
    }

    private static boolean hasAll(MessageType found, Schema schema) {
        return schema.getFields().stream().allMatch(field -> found.containsField(field.name()));
    }
}
