package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Where the footer of a Parquet file is: before its length (32 bits, little-endian) and {@code PAR1}, which end the file.
 */
final class Footer implements AutoCloseable {
    /** A larger one is not read as a whole: one of ours has some 200 bytes for each column of a row group. */
    private static final int MOST = 16 << 20;

    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final int TAIL = 2 * Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final long start;
    private final int length;

    private Footer(FileChannel channel, long start, int length) {
        this.channel = channel;
        this.start = start;
        this.length = length;
    }

    /** @throws IOException if the file does not end as Parquet does */
    static Footer open(Path file) throws IOException {
        return open(FileChannel.open(file, StandardOpenOption.READ));
    }

    static Footer openToWrite(Path file) throws IOException {
        return open(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** The same of an open file, which is closed with it, or if this fails. */
    static Footer open(FileChannel channel) throws IOException {
        try {
            long end = channel.size() - TAIL;
            ByteBuffer tail = end < 0 ? ByteBuffer.allocate(TAIL) : read(channel, end, TAIL);
            int length = tail.getInt();
            if (tail.getInt() != MAGIC || length <= 0 || length > end) {
                throw new IOException("it does not end as Parquet does");
            }
            return new Footer(channel, end - length, length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Its bytes, or its first 16 MiB. */
    ByteBuffer all() throws IOException {
        return read(channel, start, Math.min(length, MOST));
    }

    /** Whether {@link #all} is all. */
    boolean isUsual() {
        return length <= MOST;
    }

    /** The CRC-32 of what lies between a place in the file and the footer; that of nothing if the place is not before it. */
    int sumSince(long place) throws IOException {
        return sum(place, start);
    }

    /** The CRC-32 of a part of the file. */
    int sum(long from, long end) throws IOException {
        CRC32 sum = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(end - from, 0, BUFFER));
        for (long at = from; at < end; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            fill(channel, at, buffer);
            sum.update(buffer);
        }
        return (int) sum.getValue();
    }

    /** Replaces bytes of it. */
    void write(int place, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, start + place + left.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, position, bytes);
        return bytes;
    }

    private static void fill(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it became shorter");
            }
        }
        bytes.flip();
    }
}
