package dev.skytrove.lake.merge;

import dev.skytrove.lake.ByteSlice;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows that wait to be sorted, in one array. */
final class SortBuffer {
    /** What a row takes beside its bytes while it is sorted. */
    private static final int OVERHEAD = 48;

    private final int capacity;
    private byte[] bytes = new byte[1 << 16];
    private long[] keys = new long[1 << 10];
    private int[] ends = new int[1 << 10];
    private int rows;

    /** @param capacity how many bytes it holds; a larger row is held alone */
    SortBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean hasRoom(int length) {
        return rows == 0 || (long) end() + length + (long) OVERHEAD * (rows + 1) <= capacity;
    }

    void add(long key, ByteSlice row) {
        if (rows == keys.length) {
            keys = Arrays.copyOf(keys, 2 * rows);
            ends = Arrays.copyOf(ends, 2 * rows);
        }
        int start = end();
        int end = Math.addExact(start, row.length());
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, capacity)));
        }
        System.arraycopy(row.array(), row.start(), bytes, start, row.length());
        keys[rows] = key;
        ends[rows] = end;
        rows++;
    }

    long key(int row) {
        return keys[row];
    }

    ByteSlice row(int row) {
        return new ByteSlice(bytes, row == 0 ? 0 : ends[row - 1], ends[row]);
    }

    /** What it holds, in order; nothing may be added any more. */
    SortedRun sorted() {
        return new SortedRun.InMemory(this, order());
    }

    /** Writes what it holds into a file, in order, and is empty then. */
    SortedRun spill(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (int row : order()) {
                ByteSlice slice = row(row);
                out.writeLong(keys[row]);
                out.writeInt(slice.length());
                out.write(slice.array(), slice.start(), slice.length());
            }
        }
        SortedRun run = new SortedRun.InFile(file, rows);
        rows = 0;
        return run;
    }

    private int end() {
        return rows == 0 ? 0 : ends[rows - 1];
    }

    private int[] order() {
        // Sorting objects is stable.
        return IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingLong(row -> keys[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
