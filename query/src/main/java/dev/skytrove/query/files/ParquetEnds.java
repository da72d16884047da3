package dev.skytrove.query.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The quick look at a Parquet file: whether both of its ends are there. A file begins with {@code PAR1} and ends with its
 * footer, the footer's length (32 bits, little-endian) and {@code PAR1} again; see Parquet's "File format".
 */
public final class ParquetEnds {
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    /** In the place of the last one in a copy of an object that is damaged: nothing reads it. */
    private static final int SPOILED = 'B' | 'A' << 8 | 'D' << 16 | '1' << 24;

    private static final int TAIL = 2 * Integer.BYTES;
    private static final int LEAST = Integer.BYTES + TAIL;

    private ParquetEnds() {}

    /** Whether a file can be Parquet. False for one that is empty, cut off or something else. */
    public static boolean areWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return areWhole(channel);
        }
    }

    /** The same of an open file. */
    static boolean areWhole(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LEAST || read(channel, 0, Integer.BYTES).getInt() != MAGIC) {
            return false;
        }
        ByteBuffer tail = read(channel, size - TAIL, TAIL);
        int footer = tail.getInt();
        return footer > 0 && footer <= size - LEAST && tail.getInt() == MAGIC;
    }

    /** Marks a copy, which is otherwise whole, as one of a damaged object. */
    static void spoil(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer mark = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(SPOILED).flip();
            long end = channel.size();
            while (mark.hasRemaining()) {
                channel.write(mark, end - mark.remaining());
            }
        }
    }

    /** Whether a copy was marked so. */
    static boolean areSpoiled(FileChannel copy) throws IOException {
        long size = copy.size();
        return size >= LEAST && read(copy, size - Integer.BYTES, Integer.BYTES).getInt() == SPOILED;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // Until it is full.
        }
        return bytes.clear();
    }
}
