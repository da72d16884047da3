package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * All frames of a feed, made once: in a temporary file that is mapped and already deleted, and in memory eight bytes
 * for each. Sending them costs the server little more than the system's own copying.
 */
final class FrameStore {
    private static final long MOST_BYTES = 4L << 30;
    private static final long MOST_EVENTS = 100_000_000;
    private static final int CHUNK_BYTES = 1 << 20;

    private final MemorySegment bytes;
    private final long[] starts;

    private FrameStore(MemorySegment bytes, long[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /** @throws IOException if there are more than 4 GiB or 100 million events, or no temporary file can be written */
    static FrameStore of(EventFeed feed, Supplier<FrameEncoder> encoders) throws IOException {
        if (feed.size() > MOST_EVENTS) {
            throw new IOException("too many events to preload: " + feed.size());
        }
        Path file = Files.createTempFile("simulator", ".frames");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FrameEncoder encoder = encoders.get()) {
            long[] starts = fill(channel, feed, encoder);
            return new FrameStore(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, starts[starts.length - 1], Arena.ofAuto()), starts);
        } finally {
            Files.delete(file);
        }
    }

    private static long[] fill(FileChannel channel, EventFeed feed, FrameEncoder encoder) throws IOException {
        long[] starts = new long[(int) feed.size() + 1];
        ByteBuf chunk = Unpooled.buffer(CHUNK_BYTES);
        long written = 0;
        for (int position = 0; position < feed.size(); position++) {
            ByteBuffer event = feed.read(position);
            if (event.hasRemaining()) {
                encoder.write(chunk, event);
            }
            starts[position + 1] = written + chunk.readableBytes();
            if (chunk.readableBytes() >= CHUNK_BYTES || position + 1 == feed.size()) {
                written += chunk.readableBytes();
                write(channel, chunk);
            }
            if (written > MOST_BYTES) {
                throw new IOException("more than 4 GiB of frames to preload");
            }
        }
        return starts;
    }

    private static void write(FileChannel channel, ByteBuf chunk) throws IOException {
        while (chunk.isReadable()) {
            chunk.readBytes(channel, chunk.readableBytes());
        }
        chunk.clear();
    }

    long size() {
        return starts.length - 1L;
    }

    /** How long the frame at a position is, 0 if there is none. */
    int length(long position) {
        return (int) (starts[(int) position + 1] - starts[(int) position]);
    }

    /** Appends all frames from one position to before another. */
    void copy(ByteBuf out, long from, long to) {
        long start = starts[(int) from];
        out.writeBytes(bytes.asSlice(start, starts[(int) to] - start).asByteBuffer());
    }
}
