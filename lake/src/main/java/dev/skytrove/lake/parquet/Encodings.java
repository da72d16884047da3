package dev.skytrove.lake.parquet;

import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * How the values of a column are written: times and long numbers as differences, and keys, of which neighbours begin alike
 * since they were made at nearly the same time, without what they share with the one before. All else is as Parquet's own
 * writer has it, by a dictionary where values repeat. Pages stay of the first kind, which every engine reads.
 */
final class Encodings implements ValuesWriterFactory {
    private static final Set<String> KEYS = Set.of("uri", "rkey", "rev", "cid");

    private final DefaultV1ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
    private ParquetProperties properties;

    @Override
    public void initialize(ParquetProperties parquet) {
        properties = parquet;
        others.initialize(parquet);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
            return new DeltaBinaryPackingValuesWriterForLong(
                    properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator());
        }
        if (column.getPath().length == 1 && KEYS.contains(column.getPath()[0])) {
            return new DeltaByteArrayWriter(
                    properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator());
        }
        return others.newValuesWriter(column);
    }
}
