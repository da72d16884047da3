package dev.skytrove.lake.parquet;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads all rows of a file of a table, in order. Columns that the file lacks, as those of older versions do, are null (I7).
 * The checksum of every page is compared.
 *
 * <p>Holds one row group in memory, compressed, and a page of each column. Not for use by several threads at once.
 */
public final class TableReader implements Closeable {
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    private final FileChannel file;
    private final Path path;
    private final long rows;
    private final Iterator<BlockMetaData> groups;
    private final RecordMaterializer<GenericRecord> materializer;
    private final MessageColumnIO columns;
    private RecordReader<GenericRecord> group;
    private long leftInGroup;

    private TableReader(FileChannel file, Path path, Schema schema, ParquetMetadata footer) {
        this.file = file;
        this.path = path;
        this.groups = footer.getBlocks().iterator();
        this.rows = footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
        MessageType stored = footer.getFileMetaData().getSchema();
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.set(READ_SCHEMA, schema.toString());
        configuration.setBoolean(AvroReadSupport.AVRO_COMPATIBILITY, false);
        Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
        AvroReadSupport<GenericRecord> support = new AvroReadSupport<>(GenericData.get());
        ReadSupport.ReadContext context = support.init(configuration, metadata, stored);
        this.materializer = support.prepareForRead(configuration, metadata, stored, context);
        this.columns = new ColumnIOFactory(footer.getFileMetaData().getCreatedBy())
                .getColumnIO(context.getRequestedSchema(), stored, true);
    }

    /**
     * Opens a file.
     *
     * @throws UnknownColumnsException if the file has columns that this release does not know: whoever copied its rows
     *     would lose them
     * @throws IOException if it cannot be read or is no Parquet file of the table
     */
    public static TableReader open(Table table, Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ParquetMetadata footer = ParquetFooter.read(table, path);
            Schema schema = TableSchemas.of(table);
            requireKnown(schema, footer.getFileMetaData().getSchema(), path);
            return new TableReader(file, path, schema, footer);
        } catch (UnknownColumnsException e) {
            file.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw Damaged.file(path, e);
        }
    }

    /**
     * The metadata of a file, without reading its rows.
     *
     * @throws IOException if it cannot be read or is no Parquet file of the table
     */
    public static Map<String, String> metadata(Table table, Path path) throws IOException {
        return ParquetFooter.read(table, path).getFileMetaData().getKeyValueMetaData();
    }

    /** How many rows the file says that it has. */
    public long rows() {
        return rows;
    }

    /**
     * The next row, a record with the schema of the table whose texts are {@link org.apache.avro.util.Utf8}; empty behind
     * the last one.
     *
     * @throws IOException if the file is damaged
     */
    public Optional<GenericRecord> next() throws IOException {
        try {
            while (leftInGroup == 0) {
                if (!groups.hasNext()) {
                    return Optional.empty();
                }
                RowGroupPages pages = RowGroupPages.read(file, groups.next());
                leftInGroup = pages.getRowCount();
                group = leftInGroup == 0 ? null : columns.getRecordReader(pages, materializer);
            }
            leftInGroup--;
            return Optional.of(group.read());
        } catch (IOException | RuntimeException e) {
            throw Damaged.file(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static void requireKnown(Schema schema, MessageType stored, Path path) {
        List<String> unknown = stored.getFields().stream()
                .map(Type::getName)
                .filter(name -> schema.getField(name) == null)
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownColumnsException(path + " has columns that this release does not know: " + unknown);
        }
    }
}
