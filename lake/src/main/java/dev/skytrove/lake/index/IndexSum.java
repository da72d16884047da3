package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.MonthIndexRow;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A checksum of the rows of an index in their order: against the disk's and our own mistakes. */
final class IndexSum {
    private final CRC32C sum = new CRC32C();
    private ByteBuffer numbers = ByteBuffer.allocate(1 << 10);
    private long rows;

    void add(IndexRow row) {
        add(row.run().length, row.posts());
        addAll(row.blocks());
        sum.update(row.run());
        rows++;
    }

    void add(MonthIndexRow row) {
        add(row.row());
        addAll(row.days());
    }

    private void addAll(int[] list) {
        add(list.length);
        add(list);
    }

    private void add(int... some) {
        int length = Integer.BYTES * some.length;
        if (numbers.capacity() < length) {
            numbers = ByteBuffer.allocate(2 * length);
        }
        numbers.clear();
        numbers.asIntBuffer().put(some);
        sum.update(numbers.array(), 0, length);
    }

    /** Whether the other sum is of the same rows. */
    boolean isSameAs(IndexSum other) {
        return rows == other.rows && sum.getValue() == other.sum.getValue();
    }
}
