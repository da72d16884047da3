package dev.skytrove.lake.parquet;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/**
 * What the end of a file of the lake tells of it.
 *
 * @param rows how many it has
 * @param firstIndexedAt the earliest {@code indexed_at}; empty if there is no row, or not every row group tells
 * @param lastIndexedAt the latest; empty with {@code firstIndexedAt}
 */
public record ParquetEnd(long rows, Optional<Instant> firstIndexedAt, Optional<Instant> lastIndexedAt) {
    /** Nearly every footer is shorter. */
    private static final int USUAL = 1 << 16;

    /** A longer one is none of ours. */
    private static final int LONGEST = 64 << 20;

    /** The footer's length, and a magic number. */
    private static final int TRAILER = 2 * Integer.BYTES;

    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final List<String> TIME = List.of("indexed_at");

    /**
     * Reads the end of an object, mostly in one request.
     *
     * @param size of the object, in bytes
     * @throws IOException if it is no Parquet file, or damaged
     */
    public static ParquetEnd read(ObjectStore store, String name, long size) throws IOException {
        return of(footer(store, name, size));
    }

    /**
     * The metadata that an object's footer has, mostly in one request. Throws what {@link #read} throws.
     *
     * @param size of the object, in bytes
     */
    public static Map<String, String> metadata(ObjectStore store, String name, long size) throws IOException {
        Map<String, String> metadata = new HashMap<>();
        FileMetaData footer = footer(store, name, size);
        if (footer.isSetKey_value_metadata()) {
            footer.getKey_value_metadata().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        }
        return metadata;
    }

    /** The footer of an object, mostly in one request. */
    static FileMetaData footer(ObjectStore store, String name, long size) throws IOException {
        byte[] end = tail(store, name, size, USUAL);
        long whole = footerLength(end) + (long) TRAILER;
        if (whole > end.length) {
            end = tail(store, name, size, (int) Math.min(whole, size));
        }
        return footer(end, size);
    }

    private static byte[] tail(ObjectStore store, String name, long size, int length) {
        long offset = Math.max(0, size - length);
        return store.read(name, offset, (int) (size - offset));
    }

    /**
     * The footer.
     *
     * @param end the last bytes of a file, all of the footer among them
     * @param size of the file
     */
    static FileMetaData footer(byte[] end, long size) throws IOException {
        int length = footerLength(end);
        if (length + TRAILER > Math.min(size, end.length)) {
            throw new IOException("the footer is longer than the file");
        }
        // Before it is parsed: a wrong bit makes another number of rows, or of entries of a list, which take memory at once.
        if (FooterSum.isWrong(ByteBuffer.wrap(end, end.length - TRAILER - length, length).slice())) {
            throw new IOException("the footer has changed since it was written");
        }
        try {
            return complete(Util.readFileMetaData(new ByteArrayInputStream(end, end.length - TRAILER - length, length)));
        } catch (RuntimeException | OutOfMemoryError e) {
            // What a footer of random bytes makes of its reader, which believes how many entries a list claims.
            throw new IOException("the footer is damaged", e);
        }
    }

    /** What the format allows, but nobody writes: columns that are in other files, and fewer rows than none. */
    private static FileMetaData complete(FileMetaData footer) throws IOException {
        boolean odd = footer.getNum_rows() < 0
                || footer.getRow_groups().stream()
                        .flatMap(group -> group.getColumns().stream())
                        .anyMatch(column -> column.getMeta_data() == null);
        if (odd) {
            throw new IOException("the footer lacks what each has");
        }
        return footer;
    }

    /** How long it is, by the end of its file. */
    static int footerLength(byte[] end) throws IOException {
        if (end.length < TRAILER) {
            throw new IOException("too short for Parquet");
        }
        ByteBuffer trailer = ByteBuffer.wrap(end, end.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        int length = trailer.getInt();
        if (trailer.getInt() != MAGIC || length < 0 || length > LONGEST) {
            throw new IOException("it does not end as Parquet does");
        }
        return length;
    }

    private static ParquetEnd of(FileMetaData footer) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (RowGroup group : footer.getRow_groups()) {
            Optional<Statistics> times = times(group);
            if (times.isEmpty()) {
                return new ParquetEnd(footer.getNum_rows(), Optional.empty(), Optional.empty());
            }
            first = Math.min(first, number(times.get().getMin_value()));
            last = Math.max(last, number(times.get().getMax_value()));
        }
        boolean none = first > last;
        return new ParquetEnd(
                footer.getNum_rows(),
                none ? Optional.empty() : Optional.of(instant(first)),
                none ? Optional.empty() : Optional.of(instant(last)));
    }

    private static Optional<Statistics> times(RowGroup group) {
        return group.getColumns().stream()
                .map(ColumnChunk::getMeta_data)
                .filter(column -> column.getPath_in_schema().equals(TIME))
                .map(column -> column.getStatistics())
                .filter(statistics -> statistics != null && isTime(statistics.getMin_value()) && isTime(statistics.getMax_value()))
                .findFirst();
    }

    private static boolean isTime(byte[] value) {
        return value != null && value.length == Long.BYTES;
    }

    private static long number(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
