package dev.skytrove.simulator.history;

import java.util.Arrays;

/** Where each line of a recording is, and the latest {@code time_us} up to and including it: 20 bytes a line. */
final class LineIndex {
    private long[] starts = new long[1024];
    private int[] lengths = new int[1024];
    private long[] latest = new long[1024];
    private int size;

    void add(long start, int length, long timeUs) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        lengths[size] = length;
        latest[size] = size == 0 ? timeUs : Math.max(latest[size - 1], timeUs);
        size++;
    }

    int size() {
        return size;
    }

    long start(int line) {
        return starts[line];
    }

    int length(int line) {
        return lengths[line];
    }

    /** The first line whose {@code time_us} is not before the given one: that is where the latest one reaches it. */
    int firstAtOrAfter(long timeUs) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (latest[middle] < timeUs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        latest = Arrays.copyOf(latest, capacity);
    }
}
