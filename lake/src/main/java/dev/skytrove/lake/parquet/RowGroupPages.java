package dev.skytrove.lake.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** All columns of a row group, in memory as they are in the file. Parquet's own reader of files needs Hadoop's runtime. */
final class RowGroupPages implements PageReadStore {
    private final long rows;
    private final Map<ColumnPath, ColumnPages> columns;

    private RowGroupPages(long rows, Map<ColumnPath, ColumnPages> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Reads the bytes of a row group. */
    static RowGroupPages read(FileChannel file, BlockMetaData block) throws IOException {
        return read(file, block, column -> true);
    }

    /** The same without the bytes of columns that are not wanted. */
    static RowGroupPages read(FileChannel file, BlockMetaData block, Predicate<ColumnPath> wanted) throws IOException {
        Map<ColumnPath, ColumnPages> columns = new HashMap<>();
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            if (wanted.test(chunk.getPath())) {
                byte[] bytes = bytes(file, chunk.getStartingPos(), chunk.getTotalSize());
                columns.put(chunk.getPath(), new ColumnPages(chunk, bytes));
            }
        }
        return new RowGroupPages(block.getRowCount(), columns);
    }

    /** Some bytes of a file. */
    static byte[] bytes(FileChannel file, long start, long length) throws IOException {
        if (start < 0 || length < 0 || length > file.size() - start) {
            throw new EOFException("the file names bytes that it does not have: " + length + " from " + start);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor descriptor) {
        return columns.get(ColumnPath.get(descriptor.getPath()));
    }

    @Override
    public long getRowCount() {
        return rows;
    }
}
