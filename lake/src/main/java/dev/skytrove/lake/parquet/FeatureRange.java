package dev.skytrove.lake.parquet;

import dev.skytrove.lake.schema.FeatureName;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/**
 * What the end of a file of features tells of one of them.
 *
 * @param name of the feature
 * @param least its least value; empty if there is no value, or not every row group tells
 * @param greatest its greatest value; empty with {@code least}
 * @param values how many rows have one
 */
public record FeatureRange(String name, OptionalDouble least, OptionalDouble greatest, long values) {
    /**
     * The features of an object, in its order, mostly in one request.
     *
     * @param size of the object, in bytes
     * @throws IOException if it is no Parquet file, or damaged
     */
    public static List<FeatureRange> read(ObjectStore store, String object, long size) throws IOException {
        Map<String, FeatureRange> ranges = new LinkedHashMap<>();
        for (RowGroup group : ParquetEnd.footer(store, object, size).getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                ColumnMetaData column = chunk.getMeta_data();
                String name = column.getPath_in_schema().getLast();
                if (column.getType() == Type.DOUBLE && FeatureName.isOne(name)) {
                    ranges.merge(name, of(name, column), FeatureRange::plus);
                }
            }
        }
        return new ArrayList<>(ranges.values());
    }

    /** Both together. */
    public FeatureRange plus(FeatureRange other) {
        if (values == 0 || other.values == 0) {
            return values == 0 ? other : this;
        }
        boolean told = least.isPresent() && other.least.isPresent();
        return new FeatureRange(
                name,
                told ? OptionalDouble.of(Math.min(least.getAsDouble(), other.least.getAsDouble())) : OptionalDouble.empty(),
                told
                        ? OptionalDouble.of(Math.max(greatest.getAsDouble(), other.greatest.getAsDouble()))
                        : OptionalDouble.empty(),
                values + other.values);
    }

    private static FeatureRange of(String name, ColumnMetaData column) {
        Statistics statistics = column.getStatistics();
        long nulls = statistics == null ? 0 : statistics.getNull_count();
        boolean told = statistics != null && isDouble(statistics.getMin_value()) && isDouble(statistics.getMax_value());
        return new FeatureRange(
                name,
                told ? OptionalDouble.of(number(statistics.getMin_value())) : OptionalDouble.empty(),
                told ? OptionalDouble.of(number(statistics.getMax_value())) : OptionalDouble.empty(),
                column.getNum_values() - nulls);
    }

    private static boolean isDouble(byte[] value) {
        return value != null && value.length == Double.BYTES && Double.isFinite(number(value));
    }

    private static double number(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }
}
