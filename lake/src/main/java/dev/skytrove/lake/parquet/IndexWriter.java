package dev.skytrove.lake.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.column.ParquetProperties;

/**
 * Writes a word index into a Parquet file. The same rows in the same order make the same bytes. The file is whole when
 * {@link #close} has returned. Not for use by several threads at once.
 */
public final class IndexWriter implements Closeable {
    /** Several, so that several threads have something to read. */
    private static final int GROUP_ROWS = 1 << 16;

    private static final long GROUP_BYTES = 8 << 20;

    /** A longer bound would not rule out more: words are looked for within runs. */
    private static final int BOUND_LENGTH = 16;

    private final Schema schema = IndexSchema.make();
    private final ZstdCodecs codecs;
    private final RowGroups groups;
    private int rows;
    private long bytes;

    private IndexWriter(Path file, Map<String, String> metadata, ZstdCodecs codecs) throws IOException {
        this.codecs = codecs;
        this.groups = new RowGroups(schema, file, properties(), codecs, List.of(), () -> metadata);
    }

    /**
     * Starts a file, replacing what has its name.
     *
     * @param metadata of the file
     * @throws IOException if it cannot be created
     */
    public static IndexWriter open(Path file, Map<String, String> metadata) throws IOException {
        ZstdCodecs codecs = new ZstdCodecs(ZstdCodecs.FAST);
        try {
            return new IndexWriter(file, metadata, codecs);
        } catch (IOException | RuntimeException e) {
            codecs.release();
            throw e;
        }
    }

    /**
     * Appends a row.
     *
     * @throws IOException if the file cannot be written; the writer is then only fit to be closed
     */
    public void write(IndexRow row) throws IOException {
        if (rows == GROUP_ROWS || bytes >= GROUP_BYTES) {
            endGroup();
        }
        GenericRecord record = new GenericData.Record(schema);
        record.put(IndexSchema.RUN, new Utf8(row.run()));
        record.put(IndexSchema.POSTS, row.posts());
        record.put(IndexSchema.BLOCKS, list(row.blocks()));
        groups.write(record);
        rows++;
        bytes += row.run().length + (long) Integer.BYTES * row.blocks().length;
    }

    /** Lets the next row begin a row group. */
    public void endGroup() throws IOException {
        groups.end();
        rows = 0;
        bytes = 0;
    }

    /** Completes the file. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        try {
            groups.close();
        } finally {
            codecs.release();
        }
    }

    private static List<Integer> list(int[] numbers) {
        List<Integer> list = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            list.add(number);
        }
        return list;
    }

    private static ParquetProperties properties() {
        return ParquetProperties.builder()
                .withDictionaryEncoding(IndexSchema.RUN, false)
                .withStatisticsTruncateLength(BOUND_LENGTH)
                .build();
    }
}
