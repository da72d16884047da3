package dev.skytrove.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * The Bloom filters of a row group, as large as its different values need. Parquet's own writer has to be told how many
 * these are, and leaves the filter of a column with a dictionary out.
 */
final class RowGroupFilters {
    private static final double FALSE_POSITIVES = 0.01;

    private final List<Hashes> columns;

    /** @param columns texts of the schema, which may be null */
    RowGroupFilters(Schema schema, List<String> columns) {
        this.columns = columns.stream()
                .map(name -> new Hashes(name, schema.getField(name).pos()))
                .toList();
    }

    /** Takes a row of the current row group. */
    void add(GenericRecord row) {
        columns.forEach(column -> column.add(row.get(column.position)));
    }

    /** Gives the current row group's filters to its file, and begins with the next row group. */
    void addTo(ParquetFileWriter file) {
        for (Hashes column : columns) {
            if (column.count > 0) {
                file.addBloomFilter(column.name, column.filter());
            }
            column.count = 0;
        }
    }

    /** What the values of a column are hashed to. */
    private static final class Hashes {
        private final String name;
        private final int position;
        private long[] hashes = new long[64];
        private int count;

        Hashes(String name, int position) {
            this.name = name;
            this.position = position;
        }

        void add(Object text) {
            if (text == null) {
                return;
            }
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = hash(text);
        }

        BloomFilter filter() {
            Arrays.sort(hashes, 0, count);
            long different = Arrays.stream(hashes, 0, count).distinct().count();
            int bits = BlockSplitBloomFilter.optimalNumOfBits(different, FALSE_POSITIVES);
            BloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE);
            for (int i = 0; i < count; i++) {
                filter.insertHash(hashes[i]);
            }
            return filter;
        }

        private static long hash(Object text) {
            if (text instanceof Utf8 utf8) {
                return XxHash64.of(utf8.getBytes(), utf8.getByteLength());
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return XxHash64.of(bytes, bytes.length);
        }
    }
}
