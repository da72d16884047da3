package dev.skytrove.testing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of a table. Values are {@link String}, {@link Instant}, {@link Long}, {@link Integer}, {@link Boolean}, a list
 * of strings, or null. Two rows are equal if their values are.
 */
public final class Row {
    private final List<String> columns;
    private final List<Object> values;

    Row(List<String> columns, List<Object> values) {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(values.size() + " values for the columns " + columns);
        }
        this.columns = columns;
        this.values = values;
    }

    /** A row with these values; columns that are not named are null. */
    static Row of(List<String> columns, Map<String, Object> values) {
        if (!columns.containsAll(values.keySet())) {
            throw new IllegalArgumentException(values.keySet() + " are not all among the columns " + columns);
        }
        List<Object> ordered = new ArrayList<>(columns.size());
        columns.forEach(column -> ordered.add(values.get(column)));
        return new Row(columns, ordered);
    }

    /** The value of a column, or null. */
    public Object get(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column '" + column + "' among " + columns);
        }
        return values.get(index);
    }

    /** The value of a column of strings, or null. */
    public String text(String column) {
        return (String) get(column);
    }

    /** The value of a column of times, or null. */
    public Instant time(String column) {
        return (Instant) get(column);
    }

    /** All values by column. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            map.put(columns.get(i), values.get(i));
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && values.equals(row.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
