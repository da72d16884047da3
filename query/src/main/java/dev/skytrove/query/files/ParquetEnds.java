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
    private static final int TAIL = 2 * Integer.BYTES;
    private static final int LEAST = Integer.BYTES + TAIL;

    private ParquetEnds() {}

    /** Whether a file can be Parquet. False for one that is empty, cut off or something else. */
    public static boolean areWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < LEAST || read(channel, 0, Integer.BYTES).getInt() != MAGIC) {
                return false;
            }
            ByteBuffer tail = read(channel, size - TAIL, TAIL);
            int footer = tail.getInt();
            return footer > 0 && footer <= size - LEAST && tail.getInt() == MAGIC;
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // Until it is full.
        }
        return bytes.clear();
    }
}
