package dev.skytrove.lake.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * One Parquet file of the row groups of several with the same columns, one after the other. Pages are copied as they are;
 * only their places in the footer change. For files of our own making, which are trusted. Not for several threads at once.
 */
public final class JoinedFile implements Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** Behind a footer: its length, then the magic. */
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private final FileChannel target;
    private FileMetaData footer;

    private JoinedFile(FileChannel target) {
        this.target = target;
    }

    /**
     * Begins a file.
     *
     * @throws IOException if its name is taken, or it cannot be created
     */
    public static JoinedFile create(Path file) throws IOException {
        FileChannel target = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            write(target, MAGIC);
            return new JoinedFile(target);
        } catch (IOException e) {
            target.close();
            throw e;
        }
    }

    /**
     * Adds the rows of a file.
     *
     * @throws IOException if it cannot be read, is no Parquet file, or has other columns; then the joined file is none
     */
    public void append(Path part) throws IOException {
        try (FileChannel source = FileChannel.open(part, StandardOpenOption.READ)) {
            long end = source.size() - TAIL;
            ByteBuffer tail = read(source, end, TAIL).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.getInt();
            if (length < 0 || length > end - MAGIC.length || !tail.equals(ByteBuffer.wrap(MAGIC))) {
                throw new IOException(part + " is no Parquet file");
            }
            FileMetaData added = Util.readFileMetaData(
                    new ByteArrayInputStream(read(source, end - length, length).array()));
            long shift = target.position() - MAGIC.length;
            copy(source, MAGIC.length, end - length);
            for (RowGroup group : added.getRow_groups()) {
                shift(group, shift);
            }
            add(added, part);
        }
    }

    /** Completes the file, which has at least one part. */
    @Override
    public void close() throws IOException {
        try (target) {
            if (footer != null) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                Util.writeFileMetaData(footer, bytes);
                write(target, bytes.toByteArray());
                write(target, ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(bytes.size())
                        .array());
                write(target, MAGIC);
            }
        }
    }

    private void add(FileMetaData added, Path part) throws IOException {
        if (footer == null) {
            footer = added;
            return;
        }
        if (!added.getSchema().equals(footer.getSchema())) {
            throw new IOException(part + " has other columns than the files before it");
        }
        footer.getRow_groups().addAll(added.getRow_groups());
        footer.setNum_rows(footer.getNum_rows() + added.getNum_rows());
    }

    /** Moves a row group: all that the footer says of its place. */
    static void shift(RowGroup group, long by) {
        // Optional, and says which of the file's row groups it was.
        group.unsetOrdinal();
        if (group.isSetFile_offset()) {
            group.setFile_offset(group.getFile_offset() + by);
        }
        for (ColumnChunk chunk : group.getColumns()) {
            shift(chunk, by);
        }
    }

    private static void shift(ColumnChunk chunk, long by) {
        // Deprecated; 0 is what those write that do not use it.
        if (chunk.getFile_offset() != 0) {
            chunk.setFile_offset(chunk.getFile_offset() + by);
        }
        if (chunk.isSetColumn_index_offset()) {
            chunk.setColumn_index_offset(chunk.getColumn_index_offset() + by);
        }
        if (chunk.isSetOffset_index_offset()) {
            chunk.setOffset_index_offset(chunk.getOffset_index_offset() + by);
        }
        ColumnMetaData column = chunk.getMeta_data();
        column.setData_page_offset(column.getData_page_offset() + by);
        if (column.isSetDictionary_page_offset()) {
            column.setDictionary_page_offset(column.getDictionary_page_offset() + by);
        }
        if (column.isSetIndex_page_offset()) {
            column.setIndex_page_offset(column.getIndex_page_offset() + by);
        }
        if (column.isSetBloom_filter_offset()) {
            column.setBloom_filter_offset(column.getBloom_filter_offset() + by);
        }
    }

    private void copy(FileChannel source, long from, long end) throws IOException {
        for (long at = from; at < end; ) {
            long copied = source.transferTo(at, end - at, target);
            if (copied <= 0) {
                throw new EOFException("a file became shorter while it was read");
            }
            at += copied;
        }
    }

    private static ByteBuffer read(FileChannel source, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (at < 0 || source.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("a file ends before its footer does");
            }
        }
        return bytes.flip();
    }

    private static void write(FileChannel target, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            target.write(left);
        }
    }
}
