package dev.skytrove.lake.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.column.ParquetProperties;

/**
 * Writes the word index of a month into two Parquet files, which have the same rows: the words, of which every search reads
 * all, and the postings, of which it reads few row groups. The same rows in the same order make the same bytes. The files
 * are whole when {@link #close} has returned. Not for use by several threads at once.
 */
public final class MonthIndexWriter implements Closeable {
    /** Where the metadata of the words says how long the file of the postings is. */
    public static final String POSTINGS_BYTES = "skytrove.index.postings_bytes";

    /** A search of a bucket fetches row groups of postings: with fewer rows each would have a longer footer. */
    public static final int GROUP_ROWS = 1 << 16;

    private static final long GROUP_BYTES = 8 << 20;

    private static final int BOUND_LENGTH = 16;

    private final Path postingsFile;
    private final Schema wordsSchema = IndexSchema.words();
    private final Schema postingsSchema = IndexSchema.postings();
    private final ZstdCodecs codecs;
    private final Map<String, String> metadata;
    private final RowGroups postings;
    private final RowGroups words;
    private final int groupRows;
    private int rows;
    private long bytes;

    private MonthIndexWriter(
            Path wordsFile,
            Path postingsFile,
            Map<String, String> metadata,
            String version,
            int groupRows,
            ZstdCodecs codecs)
            throws IOException {
        this.groupRows = groupRows;
        this.postingsFile = postingsFile;
        this.codecs = codecs;
        this.metadata = new HashMap<>(metadata);
        this.postings = new RowGroups(
                postingsSchema,
                postingsFile,
                properties(),
                codecs,
                List.of(),
                () -> Map.of(version, metadata.getOrDefault(version, "")));
        this.words = new RowGroups(wordsSchema, wordsFile, properties(), codecs, List.of(), () -> this.metadata);
    }

    /**
     * Starts both files, replacing what has their names.
     *
     * @param metadata of the words
     * @param version which of it the postings have, too
     * @param groupRows a row group has no more rows; {@link #GROUP_ROWS} but for tests
     * @throws IOException if they cannot be created
     */
    public static MonthIndexWriter open(
            Path words, Path postings, Map<String, String> metadata, String version, int groupRows) throws IOException {
        ZstdCodecs codecs = new ZstdCodecs(ZstdCodecs.FAST);
        try {
            return new MonthIndexWriter(words, postings, metadata, version, groupRows, codecs);
        } catch (IOException | RuntimeException e) {
            codecs.release();
            throw e;
        }
    }

    /**
     * Appends a row.
     *
     * @throws IOException if a file cannot be written; the writer is then only fit to be closed
     */
    public void write(MonthIndexRow row) throws IOException {
        if (rows == groupRows || bytes >= GROUP_BYTES) {
            words.end();
            postings.end();
            rows = 0;
            bytes = 0;
        }
        GenericRecord word = new GenericData.Record(wordsSchema);
        word.put(IndexSchema.RUN, new Utf8(row.row().run()));
        word.put(IndexSchema.POSTS, row.row().posts());
        word.put(IndexSchema.DAYS, list(row.days()));
        words.write(word);
        GenericRecord posting = new GenericData.Record(postingsSchema);
        posting.put(IndexSchema.BLOCKS, list(row.row().blocks()));
        postings.write(posting);
        rows++;
        bytes += row.row().run().length + (long) Integer.BYTES * row.row().blocks().length;
    }

    /** Completes the files. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        try (words) {
            postings.close();
            metadata.put(POSTINGS_BYTES, Long.toString(Files.size(postingsFile)));
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
                .withValuesWriterFactory(new IndexEncodings())
                .build();
    }
}
