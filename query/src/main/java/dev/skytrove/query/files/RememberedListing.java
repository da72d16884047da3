package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one query listed of days that are long over.
 *
 * @param listedAt when it began to
 * @param from the first hour that it listed
 * @param until the first hour that is not remembered
 * @param tables the live files of each table, by hour, from {@code from} on and before {@code until}
 */
record RememberedListing(
        Instant listedAt, HourKey from, HourKey until, Map<Table, NavigableMap<HourKey, List<PlannedFile>>> tables) {
    /** What is remembered of a query's whole listings. */
    static RememberedListing of(Instant listedAt, HourKey from, HourKey until, Map<Table, TableListing> listings) {
        Map<Table, NavigableMap<HourKey, List<PlannedFile>>> tables = new EnumMap<>(Table.class);
        listings.forEach((table, listing) -> tables.put(table, new TreeMap<>(listing.hours().headMap(until, false))));
        return new RememberedListing(listedAt, from, until, tables);
    }

    /**
     * A table as if all of it were listed now.
     *
     * @param first the first hour that is wanted
     * @param recent what was listed now, from {@link #until} on
     */
    TableListing with(Table table, HourKey first, TableListing recent) {
        NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>(tables.get(table).tailMap(first, true));
        hours.putAll(recent.hours());
        return new TableListing(hours);
    }

    /** How many files of a table are in it. */
    int files(Table table) {
        return tables.get(table).values().stream().mapToInt(List::size).sum();
    }
}
