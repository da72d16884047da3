package dev.skytrove.lake.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * A Parquet file whose row groups end when its owner says so. Parquet's own writer ends them by what its buffers hold,
 * compressed; how much memory their readers need depends on other things.
 */
final class RowGroups implements Closeable {
    /** Bytes that a row group may take in the file, for its alignment to blocks, which local files do not have. */
    private static final long NOT_ALIGNED = 1L << 30;

    private final Path path;
    private final ParquetProperties properties;
    private final ZstdCodecs codecs;
    private final Supplier<Map<String, String>> further;
    private final WriteSupport<GenericRecord> rows;
    private final WriteSupport.WriteContext context;
    private final MessageColumnIO columns;
    private final ParquetFileWriter file;
    private final RowGroupFilters filters;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore buffers;
    private RecordConsumer consumer;

    /** Where each row group starts that is in the file. */
    private final List<Long> starts = new ArrayList<>();

    private int count;
    private boolean failed;
    private boolean closed;

    /**
     * Starts a file, replacing what has its name.
     *
     * @param lookups columns that each row group has a Bloom filter of
     * @param further what its metadata has beside what every file's has; asked when all rows are written
     */
    RowGroups(
            Schema schema,
            Path path,
            ParquetProperties properties,
            ZstdCodecs codecs,
            List<String> lookups,
            Supplier<Map<String, String>> further)
            throws IOException {
        this.path = path;
        this.further = further;
        this.properties = properties;
        this.codecs = codecs;
        this.filters = new RowGroupFilters(schema, lookups);
        ParquetConfiguration configuration = configuration();
        this.rows = new AvroWriteSupport<>(
                new AvroSchemaConverter(configuration).convert(schema), schema, GenericData.get());
        this.context = rows.init(configuration);
        this.columns = new ColumnIOFactory().getColumnIO(context.getSchema());
        this.file = new ParquetFileWriter(
                new LocalOutputFile(path),
                context.getSchema(),
                ParquetFileWriter.Mode.OVERWRITE,
                NOT_ALIGNED,
                ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                null,
                properties);
        file.start();
        begin();
    }

    /** Appends a row; if that fails, the file is none and will not become one. */
    void write(GenericRecord row) {
        failed = true;
        rows.write(row);
        filters.add(row);
        count++;
        failed = false;
    }

    /** Bytes that the current row group holds in memory. */
    long buffered() {
        return buffers.getBufferedSize();
    }

    /** Brings the current row group into the file. */
    void end() throws IOException {
        failed = true;
        if (count > 0) {
            starts.add(file.getPos());
            file.startBlock(count);
            consumer.flush();
            buffers.flush();
            pages.flushToFileWriter(file);
            filters.addTo(file);
            file.endBlock();
            count = 0;
        }
        failed = false;
        release();
        begin();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean whole = !failed;
        long pagesEnd = 0;
        try (file) {
            if (whole) {
                end();
                pagesEnd = file.getPos();
                file.end(metadata());
            }
        } finally {
            release();
        }
        if (whole) {
            PageIndexSum.stamp(path, pagesEnd);
            RowGroupSums.stamp(path, starts, pagesEnd);
            PageSum.stamp(path);
            FooterSum.stamp(path);
        }
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(context.getExtraMetaData());
        metadata.put(ParquetWriter.OBJECT_MODEL_NAME_PROP, rows.getName());
        metadata.putAll(rows.finalizeWrite().getExtraMetaData());
        metadata.putAll(further.get());
        metadata.put(PageIndexSum.KEY, PageIndexSum.ZEROS);
        metadata.put(RowGroupSums.KEY, RowGroupSums.zeros(starts.size()));
        metadata.put(PageSum.FIELD.key(), SumField.ZEROS);
        metadata.put(FooterSum.FIELD.key(), SumField.ZEROS);
        return metadata;
    }

    private void begin() {
        pages = new ColumnChunkPageWriteStore(
                codecs.getCompressor(CompressionCodecName.ZSTD),
                context.getSchema(),
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        buffers = properties.newColumnWriteStore(context.getSchema(), pages, pages);
        consumer = columns.getRecordWriter(buffers);
        rows.prepareForWrite(consumer);
    }

    /** Closing buffers writes them, which those of a row that failed do not bear; they hold nothing but heap. */
    private void release() {
        if (!failed) {
            buffers.close();
        }
        pages.close();
    }

    private static ParquetConfiguration configuration() {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return configuration;
    }
}
