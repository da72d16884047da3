package dev.skytrove.flush;

import dev.skytrove.buffer.Queue;
import dev.skytrove.lake.Table;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what a run does. */
final class Tally {
    private final Map<Table, Long> rows = new EnumMap<>(Table.class);
    private int batches;
    private int files;
    private long bytes;
    private long malformed;
    private long putAside;
    private long incompleteHours;

    /** @param putAsideOf how many of the rejected events are in the bucket */
    void batch(long rejected, long putAsideOf) {
        batches++;
        malformed += rejected - putAsideOf;
        putAside += putAsideOf;
    }

    void incompleteHours(long count) {
        incompleteHours += count;
    }

    /** Hours that this run closed and in which something is missing. */
    long incompleteHours() {
        return incompleteHours;
    }

    void file(Table table, long rowsWritten, long size) {
        rows.merge(table, rowsWritten, Long::sum);
        files++;
        bytes += size;
    }

    FlushSummary summary(Duration elapsed) {
        Map<String, Long> tables = new LinkedHashMap<>();
        for (Queue queue : Queue.values()) {
            tables.put(queue.label(), rows.getOrDefault(queue.table(), 0L));
        }
        return new FlushSummary(batches, tables, files, bytes, malformed, putAside, elapsed.toMillis());
    }
}
