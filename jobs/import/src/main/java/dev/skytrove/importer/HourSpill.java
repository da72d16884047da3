package dev.skytrove.importer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Events of an hour that wait to be written. Guarded by {@link Spills}, then used by the writer alone. */
final class HourSpill {
    private final Id id;
    private final Path prefix;
    private final Map<Table, TableSpill> tables = new EnumMap<>(Table.class);
    private final Map<Reading, Long> first = new HashMap<>();
    private long events;
    private long bytes;

    /** @param prefix what the names of its files begin with */
    HourSpill(Id id, Path prefix) {
        this.id = id;
        this.prefix = prefix;
    }

    /**
     * Which events they are.
     *
     * @param hour that of their {@code indexed_at}
     * @param derived whether their {@code rev} is made up
     */
    record Id(HourKey hour, boolean derived) implements Comparable<Id> {
        private static final Comparator<Id> ORDER = Comparator.comparing(Id::hour).thenComparing(Id::derived);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns by how many bytes its files grew. */
    long add(Reading reading, long position, Table table, ByteSlice json) throws IOException {
        first.putIfAbsent(reading, position);
        TableSpill spill = tables.get(table);
        if (spill == null) {
            spill = new TableSpill(Path.of(prefix + "-" + table.label()));
            tables.put(table, spill);
        }
        long grown = spill.add(json);
        bytes += grown;
        events++;
        return grown;
    }

    Id id() {
        return id;
    }

    long events() {
        return events;
    }

    /** What its files have. */
    long bytes() {
        return bytes;
    }

    /** The first line of a source that is in it; {@link Long#MAX_VALUE} if none is. */
    long firstOf(Reading reading) {
        return first.getOrDefault(reading, Long.MAX_VALUE);
    }

    Map<Table, TableSpill> tables() {
        return tables;
    }

    /** All that is in memory goes to the disk. */
    void flush() throws IOException {
        for (TableSpill spill : tables.values()) {
            spill.flush();
        }
    }

    void delete() throws IOException {
        for (TableSpill spill : tables.values()) {
            spill.delete();
        }
    }
}
