package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexRow;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A checksum of the rows of an index in their order: against the disk's and our own mistakes. */
final class IndexSum {
    private final CRC32C sum = new CRC32C();
    private ByteBuffer numbers = ByteBuffer.allocate(1 << 10);
    private long rows;

    void add(IndexRow row) {
        int length = Integer.BYTES * (3 + row.blocks().length);
        if (numbers.capacity() < length) {
            numbers = ByteBuffer.allocate(2 * length);
        }
        numbers.clear();
        numbers.putInt(row.run().length).putInt(row.posts()).putInt(row.blocks().length);
        for (int block : row.blocks()) {
            numbers.putInt(block);
        }
        sum.update(numbers.array(), 0, length);
        sum.update(row.run());
        rows++;
    }

    /** Whether the other sum is of the same rows. */
    boolean isSameAs(IndexSum other) {
        return rows == other.rows && sum.getValue() == other.sum.getValue();
    }
}
