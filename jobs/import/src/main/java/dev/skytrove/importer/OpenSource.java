package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens sources. */
final class OpenSource {
    /** So many lines may be no events until one tells when a source begins. */
    private static final int LINES_TO_TRY = 100;

    /** Where a Parquet file lies tells its day. */
    private static final Pattern DAY = Pattern.compile("partition_date=(\\d{4}-\\d{2}-\\d{2})");

    private OpenSource() {}

    /** @param bytesRead counts the bytes that are read, packed as they are */
    static Frames frames(Source source, AtomicLong bytesRead) throws IOException {
        InputStream in = source.open();
        try {
            return new LineReader(Unpacked.of(new CountingStream(in, bytesRead)));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The time of the first event of a file, in microseconds since 1970; the greatest number where that is not known. */
    static long begin(Source source) {
        if (!(source instanceof FileSource file)) {
            return Long.MAX_VALUE;
        }
        if (file.parquet()) {
            return beginOfDay(file.path().toString());
        }
        try (Frames frames = frames(source, new AtomicLong())) {
            OptionalLong time = OptionalLong.empty();
            for (int i = 0; i < LINES_TO_TRY && time.isEmpty(); i++) {
                time = frames.next().map(OpenSource::time).orElse(OptionalLong.of(Long.MAX_VALUE));
            }
            return time.orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE; // Told when it is read.
        }
    }

    private static long beginOfDay(String path) {
        Matcher day = DAY.matcher(path);
        try {
            return day.find()
                    ? TimeUnit.DAYS.toMicros(LocalDate.parse(day.group(1)).toEpochDay())
                    : Long.MAX_VALUE;
        } catch (DateTimeParseException e) {
            return Long.MAX_VALUE;
        }
    }

    private static OptionalLong time(ByteSlice frame) {
        try {
            return OptionalLong.of(EventHeader.parse(frame).timeUs());
        } catch (MalformedEventException e) {
            return OptionalLong.empty(); // The same.
        }
    }

    private static final class CountingStream extends FilterInputStream {
        private final AtomicLong count;

        CountingStream(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count.addAndGet(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count.addAndGet(Math.max(read, 0));
            return read;
        }
    }
}
