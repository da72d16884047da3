package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Reads one column of texts of a file of a table, row after row, and no other. The checksum of every page of it is compared.
 * Holds the column of one row group in memory, compressed. Not for use by several threads at once.
 */
public final class TextColumn implements Closeable {
    private final FileChannel file;
    private final Path path;
    private final ParquetMetadata footer;
    private final Iterator<BlockMetaData> groups;
    private final Optional<ColumnDescriptor> column;
    private ColumnReader values;
    private long leftInGroup;
    private String text;

    private TextColumn(FileChannel file, Path path, ParquetMetadata footer, String column) {
        this.file = file;
        this.path = path;
        this.footer = footer;
        this.groups = footer.getBlocks().iterator();
        MessageType schema = footer.getFileMetaData().getSchema();
        this.column = schema.containsField(column)
                ? Optional.of(schema.getColumnDescription(new String[] {column}))
                : Optional.empty();
    }

    /**
     * Opens a file.
     *
     * @param column of texts; one that the file lacks is null in all rows
     * @throws IOException if it cannot be read or is no Parquet file of the table
     */
    public static TextColumn open(Table table, Path path, String column) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TextColumn(file, path, ParquetFooter.read(table, path), column);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw Damaged.file(path, e);
        }
    }

    /** How many rows the file says that it has. */
    public long rows() {
        return footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /**
     * Steps to the next row; false behind the last one.
     *
     * @throws IOException if the file is damaged
     */
    public boolean next() throws IOException {
        try {
            while (leftInGroup == 0) {
                if (!groups.hasNext()) {
                    return false;
                }
                begin(groups.next());
            }
            leftInGroup--;
            text = column.isPresent() ? read(column.get()) : null;
            return true;
        } catch (IOException | RuntimeException e) {
            throw Damaged.file(path, e);
        }
    }

    /** The text of the row stepped to; empty if it is null. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private String read(ColumnDescriptor descriptor) {
        boolean present = values.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel();
        String read = present ? values.getBinary().toStringUsingUTF8() : null;
        values.consume();
        return read;
    }

    private void begin(BlockMetaData group) throws IOException {
        leftInGroup = group.getRowCount();
        if (column.isEmpty() || leftInGroup == 0) {
            return;
        }
        String[] wanted = column.get().getPath();
        RowGroupPages pages =
                RowGroupPages.read(file, group, found -> found.toDotString().equals(wanted[0]));
        MessageType schema = footer.getFileMetaData().getSchema();
        values = new ColumnReadStoreImpl(
                        pages,
                        new DummyRecordConverter(schema).getRootConverter(),
                        schema,
                        footer.getFileMetaData().getCreatedBy())
                .getColumnReader(column.get());
    }
}
