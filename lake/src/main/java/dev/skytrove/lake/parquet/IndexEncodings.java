package dev.skytrove.lake.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;

/**
 * How the values of word indexes of months are written: blocks as differences, since those of a run ascend, and a month has
 * too many for a dictionary. All else is as Parquet's own writer has it.
 */
final class IndexEncodings implements ValuesWriterFactory {
    private final DefaultV1ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
    private ParquetProperties properties;

    @Override
    public void initialize(ParquetProperties parquet) {
        properties = parquet;
        others.initialize(parquet);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        return column.getPath()[0].equals(IndexSchema.BLOCKS)
                ? new DeltaBinaryPackingValuesWriterForInteger(
                        properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator())
                : others.newValuesWriter(column);
    }
}
