package dev.skytrove.lake.merge;

import dev.skytrove.lake.ByteSlice;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows in order, each with the key that it is sorted by. */
sealed interface SortedRun extends Closeable {
    /** Steps to the next row; false behind the last one. */
    boolean next() throws IOException;

    /** The key of the row stepped to. */
    long key();

    /** The bytes of the row stepped to, until the next step. */
    ByteSlice row();

    /** Rows in memory. */
    final class InMemory implements SortedRun {
        private final SortBuffer buffer;
        private final int[] order;
        private int place = -1;

        InMemory(SortBuffer buffer, int[] order) {
            this.buffer = buffer;
            this.order = order;
        }

        @Override
        public boolean next() {
            return ++place < order.length;
        }

        @Override
        public long key() {
            return buffer.key(order[place]);
        }

        @Override
        public ByteSlice row() {
            return buffer.row(order[place]);
        }

        @Override
        public void close() {
            // Holds nothing but heap.
        }
    }

    /** Rows in a file, which is deleted with it: of each its key, its length in four bytes, and its bytes. */
    final class InFile implements SortedRun {
        private static final int BUFFER = 1 << 16;

        private final Path file;
        private final long rows;
        private final DataInputStream in;
        private long read;
        private long key;
        private int length;
        private byte[] bytes = new byte[BUFFER];

        InFile(Path file, long rows) throws IOException {
            this.file = file;
            this.rows = rows;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }

        @Override
        public boolean next() throws IOException {
            if (read == rows) {
                return false;
            }
            read++;
            key = in.readLong();
            length = in.readInt();
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            in.readFully(bytes, 0, length);
            return true;
        }

        @Override
        public long key() {
            return key;
        }

        @Override
        public ByteSlice row() {
            return new ByteSlice(bytes, 0, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
            Files.deleteIfExists(file);
        }
    }
}
