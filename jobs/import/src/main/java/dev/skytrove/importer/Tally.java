package dev.skytrove.importer;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a run does. Safe for use by several threads. */
final class Tally {
    private final Map<Table, Long> rows = new EnumMap<>(Table.class);
    private final Map<String, Long> unmapped = new TreeMap<>();
    private int unmappedFiles;
    private int sources;
    private int skipped;
    private int files;
    private long bytes;
    private long events;
    private long known;
    private long malformed;
    private long waiting;

    synchronized void source() {
        sources++;
    }

    synchronized void skippedSource() {
        skipped++;
    }

    synchronized void event() {
        events++;
    }

    synchronized void known(long count) {
        known += count;
    }

    synchronized void malformed() {
        malformed++;
    }

    /** A value of a column has no place. */
    synchronized void unmapped(String column) {
        unmapped.merge(column, 1L, Long::sum);
    }

    /** A file has no records. */
    synchronized void unmappedFile() {
        unmappedFiles++;
    }

    synchronized void waiting() {
        waiting++;
    }

    synchronized void file(Table table, long written, long size) {
        rows.merge(table, written, Long::sum);
        files++;
        bytes += size;
    }

    synchronized long events() {
        return events;
    }

    synchronized long waitingEvents() {
        return waiting;
    }

    synchronized ImportSummary summary(Duration elapsed) {
        Map<String, Long> tables = new LinkedHashMap<>();
        for (Table table : EventTables.ALL) {
            tables.put(table.label(), rows.getOrDefault(table, 0L));
        }
        return new ImportSummary(
                sources, skipped, events, tables, known, malformed, Map.copyOf(unmapped),
                unmappedFiles, waiting, files, bytes, elapsed.toMillis());
    }
}
