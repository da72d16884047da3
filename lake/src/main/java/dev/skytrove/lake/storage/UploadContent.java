package dev.skytrove.lake.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What an upload reads, a part at a time. */
interface UploadContent extends AutoCloseable {
    /** All of it, in bytes. */
    long size() throws IOException;

    /** Exactly {@code length} bytes from {@code offset} on. */
    byte[] read(long offset, int length) throws IOException;

    @Override
    void close() throws IOException;

    /** Content in memory. */
    record Bytes(ByteBuffer content) implements UploadContent {
        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public byte[] read(long offset, int length) {
            byte[] bytes = new byte[length];
            content.get((int) offset, bytes);
            return bytes;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Content of a file, which must not change meanwhile. */
    record Stored(FileChannel channel) implements UploadContent {
        static Stored open(Path file) throws IOException {
            return new Stored(FileChannel.open(file, StandardOpenOption.READ));
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter while it was put");
                }
            }
            return bytes.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
