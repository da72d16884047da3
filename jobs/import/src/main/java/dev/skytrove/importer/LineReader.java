package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines, none of which may be larger than so many bytes; a larger one is passed by its beginning. */
final class LineReader implements Frames {
    /** What an ingestor takes by default. */
    static final int LARGEST = 8 << 20;

    private static final int BUFFER = 256 << 10;

    /** What some programs write before UTF-8: no part of a line. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private byte[] bytes = new byte[BUFFER];
    private int start;
    private int end;
    private boolean ended;
    private boolean cut;
    private boolean begun;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, in a buffer that the next call reuses; empty behind the last one. */
    @Override
    public Optional<ByteSlice> next() throws IOException {
        cut = false;
        int searched = start;
        while (true) {
            for (; searched < end; searched++) {
                if (bytes[searched] == '\n') {
                    return Optional.of(line(searched, searched + 1));
                }
            }
            if (ended) {
                return start == end ? Optional.empty() : Optional.of(line(end, end));
            }
            if (end - start >= LARGEST) {
                cut = true;
                return Optional.of(skipRest());
            }
            searched -= start;
            fill();
            searched += start;
        }
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private ByteSlice line(int lineEnd, int next) {
        int from = begun ? start : afterMark(lineEnd);
        begun = true;
        start = next;
        return new ByteSlice(bytes, from, lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd);
    }

    private int afterMark(int lineEnd) {
        int behind = start + BYTE_ORDER_MARK.length;
        return behind <= lineEnd && Arrays.equals(bytes, start, behind, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? behind
                : start;
    }

    /** However long it is, only its beginning is kept. */
    private ByteSlice skipRest() throws IOException {
        begun = true;
        byte[] beginning = Arrays.copyOfRange(bytes, start, start + (64 << 10));
        start = end = 0;
        while (true) {
            int count = in.read(bytes, 0, bytes.length);
            if (count < 0) {
                ended = true;
                return ByteSlice.of(beginning);
            }
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    start = i + 1;
                    end = count;
                    return ByteSlice.of(beginning);
                }
            }
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, LARGEST + 1L));
        }
        int count = in.read(bytes, end, bytes.length - end);
        if (count < 0) {
            ended = true;
        } else {
            end += count;
        }
    }
}
