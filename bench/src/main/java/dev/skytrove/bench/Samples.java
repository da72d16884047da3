package dev.skytrove.bench;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one kind. */
public final class Samples {
    private final List<Double> values = new ArrayList<>();

    /** Adds one. */
    public void add(double value) {
        values.add(value);
    }

    /** How many there are. */
    public int size() {
        return values.size();
    }

    /** The middle one, or the mean of the two in the middle; not a number if there is none. */
    public double median() {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest; not a number if there is none. */
    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    /** The largest; not a number if there is none. */
    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
