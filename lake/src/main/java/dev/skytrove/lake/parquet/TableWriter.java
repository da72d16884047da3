package dev.skytrove.lake.parquet;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.column.ParquetProperties;

/**
 * Writes rows of one table into one Parquet file. The same rows in the same order make the same bytes.
 *
 * <p>The file is whole when {@link #close} has returned; before that, or if anything threw, it is not a Parquet file.
 * A writer holds up to one row group in memory: with rows of usual sizes, at most some 25 MiB of heap. Whatever their
 * sizes, a row group and a page have at most one row more than their limits. Not for use by several threads at once.
 */
public final class TableWriter implements Closeable {
    /** What is buffered, compressed, before it goes to the file. */
    private static final DataSize ROW_GROUP = DataSize.ofMebibytes(16);

    /** What a column buffers before it compresses it: a quarter of this would make posts a quarter larger. */
    private static final DataSize PAGE = DataSize.ofMebibytes(1);

    /**
     * Rows of a page of posts: as many as DuckDB takes in a step, so that it unpacks one page of each column for a post that
     * it found, and no other. Files of posts are 2 % larger for it, as they would be with twice as many rows.
     */
    private static final int ROWS_OF_POSTS_PAGE = RowWeights.STEP;

    /**
     * Rows of a row group of posts, so that a few posts are fetched from a bucket by fetching few. Files are 0.3 % larger than
     * with row groups of 16 MiB, and reading them as a whole takes no longer; half as many would fetch half as much, but
     * footers twice as long make engines slower that open hundreds of files.
     */
    private static final int ROWS_OF_POSTS_GROUP = 2 * ROWS_OF_POSTS_PAGE;

    /** Of other tables', which are read whole: Parquet's own limit. */
    private static final int ROWS_OF_PAGE = ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT;

    /** How many rows may pass between two looks at the memory in use: a row may be as large as a frame. */
    private static final int ROWS_BETWEEN_CHECKS = 8;

    /** Bounds in statistics need not be longer to rule a row group out. */
    private static final int BOUND_LENGTH = 64;

    /** Nearly never the same twice: a dictionary of them is work for nothing. */
    private static final List<String> DISTINCT = List.of("text", "raw_data", "text_folded");

    /**
     * Accounts and subjects of a row group: one that is there twice takes three bytes the second time, not twenty. Four times
     * Parquet's own limit makes files of likes 8 % smaller.
     */
    private static final DataSize DICTIONARY = DataSize.ofMebibytes(4);

    /** Never compared with a bound. */
    private static final List<String> PROSE = List.of("text", "description", "raw_data");

    private final RowGroups groups;
    private final RowWeights weights;
    private final FileFacts facts;
    private final ZstdCodecs codecs;
    private final int mostRowsOfGroup;
    private long rows;
    private int rowsOfGroup;

    private TableWriter(RowGroups groups, int mostRowsOfGroup, RowWeights weights, FileFacts facts, ZstdCodecs codecs) {
        this.groups = groups;
        this.mostRowsOfGroup = mostRowsOfGroup;
        this.weights = weights;
        this.facts = facts;
        this.codecs = codecs;
    }

    /**
     * Starts a file, replacing what has its name.
     *
     * @throws IOException if it cannot be created
     */
    public static TableWriter open(Table table, Path file) throws IOException {
        Schema schema = TableSchemas.of(table);
        return open(table, schema, new FileFacts(schema, Optional.empty()), rowsOfGroup(table), file, ZstdCodecs.FAST);
    }

    /** The same for what will be an object: the file says which batches it holds. */
    public static TableWriter open(LakeFile name, Path file) throws IOException {
        return open(name, TableSchemas.of(name.table()), file);
    }

    /** The same for a file that will stay: it takes more time, and less room. */
    public static TableWriter openToStay(LakeFile name, Path file) throws IOException {
        Schema schema = TableSchemas.of(name.table());
        FileFacts facts = new FileFacts(schema, Optional.of(name));
        return open(name.table(), schema, facts, rowsOfGroup(name.table()), file, ZstdCodecs.SMALL);
    }

    /** The same for a file of a table's rows that is no object of the table, and says something else of itself. */
    public static TableWriter openToStay(Table table, Map<String, String> metadata, Path file) throws IOException {
        Schema schema = TableSchemas.of(table);
        return open(table, schema, new FileFacts(schema, metadata), rowsOfGroup(table), file, ZstdCodecs.SMALL);
    }

    /** The same for rows of a schema that has more columns than the table's. */
    static TableWriter open(LakeFile name, Schema schema, Path file) throws IOException {
        FileFacts facts = new FileFacts(schema, Optional.of(name));
        return open(name.table(), schema, facts, rowsOfGroup(name.table()), file, ZstdCodecs.FAST);
    }

    /**
     * The same with other row groups, as other writers may make them.
     *
     * @param rowsOfGroup how many rows each has at most
     */
    public static TableWriter open(LakeFile name, int rowsOfGroup, Path file) throws IOException {
        Schema schema = TableSchemas.of(name.table());
        return open(name.table(), schema, new FileFacts(schema, Optional.of(name)), rowsOfGroup, file, ZstdCodecs.FAST);
    }

    private static int rowsOfGroup(Table table) {
        return table == Table.POSTS ? ROWS_OF_POSTS_GROUP : Integer.MAX_VALUE;
    }

    private static TableWriter open(
            Table table, Schema schema, FileFacts facts, int rowsOfGroup, Path file, int level) throws IOException {
        ZstdCodecs codecs = new ZstdCodecs(level);
        try {
            return new TableWriter(
                    new RowGroups(schema, file, properties(table), codecs, LookupColumns.of(table), facts::metadata),
                    rowsOfGroup,
                    new RowWeights(schema),
                    facts,
                    codecs);
        } catch (IOException | RuntimeException e) {
            codecs.release();
            throw e;
        }
    }

    /**
     * Appends a row.
     *
     * @param row a record with the schema of the table
     * @throws IOException if the file cannot be written; the writer is then only fit to be closed
     */
    public void write(GenericRecord row) throws IOException {
        groups.write(row);
        weights.add(row);
        facts.add(row);
        rows++;
        rowsOfGroup++;
        if (weights.isEnough()
                || rowsOfGroup == mostRowsOfGroup
                || (rows % ROWS_BETWEEN_CHECKS == 0 && groups.buffered() > ROW_GROUP.bytes())) {
            groups.end();
            weights.clear();
            rowsOfGroup = 0;
        }
    }

    /** Appends an event of the table. */
    public void write(EventRow row) throws IOException {
        write(row.record());
    }

    /** How many rows were written. */
    public long rows() {
        return rows;
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

    private static ParquetProperties properties(Table table) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withPageSize(Math.toIntExact(PAGE.bytes()))
                .withPageRowCountLimit(table == Table.POSTS ? ROWS_OF_POSTS_PAGE : ROWS_OF_PAGE)
                .withMinRowCountForPageSizeCheck(ROWS_BETWEEN_CHECKS)
                .withMaxRowCountForPageSizeCheck(ROWS_BETWEEN_CHECKS)
                .withStatisticsTruncateLength(BOUND_LENGTH)
                .withDictionaryPageSize(Math.toIntExact(DICTIONARY.bytes()))
                .withValuesWriterFactory(new Encodings());
        DISTINCT.forEach(column -> builder.withDictionaryEncoding(column, false));
        PROSE.forEach(column -> builder.withStatisticsEnabled(column, false));
        return builder.build();
    }
}
