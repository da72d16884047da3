package dev.skytrove.simulator.history;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A recording: a file with one event a line, served byte for byte. Lines end in LF or CRLF; empty ones are not events.
 *
 * <p>A line need not be an event that anybody understands, nor JSON, nor UTF-8: it is served in its place, and counts
 * for a cursor as if it had its predecessor's {@code time_us}. The file is memory-mapped, so it must not change while
 * it is served; in memory is only an index.
 */
public final class RecordedHistory implements History {
    private final MemorySegment file;
    private final LineIndex index;

    private RecordedHistory(MemorySegment file, LineIndex index) {
        this.file = file;
        this.index = index;
    }

    /**
     * Maps a file and reads it once to find its lines.
     *
     * @throws IOException if it cannot be read, or has a line longer than 1 GiB
     */
    public static RecordedHistory open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new RecordedHistory(file, new Indexer(file).index());
        }
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public long firstAtOrAfter(long timeUs) {
        return index.firstAtOrAfter(timeUs);
    }

    @Override
    public EventReader reader() {
        LineBuffer line = new LineBuffer();
        return position -> {
            int number = (int) Objects.checkIndex(position, size());
            return line.read(file, index.start(number), index.length(number));
        };
    }

    /** One line at a time, copied out of the file because the parser and the network want arrays. */
    private static final class LineBuffer {
        private ByteBuffer bytes = ByteBuffer.allocate(4096);

        ByteBuffer read(MemorySegment file, long start, int length) {
            if (length > bytes.capacity()) {
                bytes = ByteBuffer.allocate(Math.max(length, 2 * Math.min(bytes.capacity(), 1 << 24)));
            }
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, bytes.array(), 0, length);
            return bytes.clear().limit(length);
        }
    }

    /** Finds the lines of a file. */
    private static final class Indexer {
        private static final long LONGEST_LINE = 1L << 30;

        private final MemorySegment file;
        private final LineIndex index = new LineIndex();
        private final LineBuffer line = new LineBuffer();
        private final EventHeader.Parser headers = new EventHeader.Parser();

        Indexer(MemorySegment file) {
            this.file = file;
        }

        LineIndex index() throws IOException {
            long start = 0;
            for (long at = 0; at < file.byteSize(); at++) {
                if (byteAt(at) == '\n') {
                    add(start, at);
                    start = at + 1;
                }
            }
            add(start, file.byteSize());
            return index;
        }

        private void add(long start, long lineEnd) throws IOException {
            long end = lineEnd > start && byteAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
            if (end - start > LONGEST_LINE) {
                throw new IOException("line longer than 1 GiB at byte " + start);
            }
            int length = (int) (end - start);
            if (!isBlank(start, end)) {
                index.add(start, length, headers.parse(line.read(file, start, length)).timeUs());
            }
        }

        private boolean isBlank(long start, long end) {
            for (long at = start; at < end; at++) {
                if (byteAt(at) != ' ' && byteAt(at) != '\t') {
                    return false;
                }
            }
            return true;
        }

        private byte byteAt(long at) {
            return file.get(ValueLayout.JAVA_BYTE, at);
        }
    }
}
