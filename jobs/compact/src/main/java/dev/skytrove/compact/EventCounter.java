package dev.skytrove.compact;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import dev.skytrove.lake.count.CountedHours;
import dev.skytrove.lake.count.EventTotal;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events of hours that are over, and writes the sum down for functions, which could not find it without reading
 * the end of every file. Of hours whose files are those of the run before, it is known.
 */
final class EventCounter {
    /** So many ends of files are read in a run; the hours that are left are for the next one. */
    static final int MOST_FILES = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventCounter.class);

    private final ObjectStore store;
    private final HourKey until;
    private final Instant now;
    private final int mostFiles;
    private final SortedMap<HourKey, CountedHours.Hour> counted = new TreeMap<>();
    private int uncounted;
    private int filesRead;

    /**
     * For one run.
     *
     * @param until the first hour that is not over
     * @param mostFiles the ends of so many files are read
     */
    EventCounter(ObjectStore store, HourKey until, Instant now, int mostFiles) {
        this.store = store;
        this.until = until;
        this.now = now;
        this.mostFiles = mostFiles;
    }

    /** @param since the first hour to look at, if those before it are known; empty for all */
    void run(Optional<HourKey> since, Steps steps) {
        Optional<CountedHours> before = read();
        SortedMap<HourKey, CountedHours.Hour> known =
                before.map(CountedHours::hours).orElseGet(Collections::emptySortedMap);
        Optional<HourKey> first = before.filter(all -> all.total().uncounted() == 0)
                .flatMap(all -> since.map(hour -> earlier(hour, all.total().until())));
        first.ifPresent(hour -> counted.putAll(known.headMap(hour)));
        // The newest first: what is left for another run is long over.
        files(first).descendingMap().forEach((hour, files) ->
                steps.take("the count of " + hour.path(), () -> count(hour, files, Optional.ofNullable(known.get(hour)))));
        long events = counted.values().stream().mapToLong(CountedHours.Hour::events).sum();
        EventTotal total = new EventTotal(now, until, counted.size(), uncounted, events);
        steps.take(EventTotal.NAME, () -> store.put(EventTotal.NAME, new CountedHours(total, counted).json()));
    }

    private static HourKey earlier(HourKey one, HourKey other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Optional<CountedHours> read() {
        try {
            return CountedHours.read(store);
        } catch (IllegalStateException e) {
            LOG.warn("events are counted anew: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private NavigableMap<HourKey, List<LakeListing.Entry>> files(Optional<HourKey> since) {
        NavigableMap<HourKey, List<LakeListing.Entry>> hours = new TreeMap<>();
        for (Table table : EventTables.ALL) {
            LakeListing listing =
                    since.isPresent() ? LakeListing.since(store, table, since.get()) : LakeListing.of(store, table);
            for (LakeListing.Entry entry : listing.live()) {
                hours.computeIfAbsent(entry.file().hour(), _ -> new ArrayList<>()).add(entry);
            }
        }
        return new TreeMap<>(hours.headMap(until));
    }

    private void count(HourKey hour, List<LakeListing.Entry> files, Optional<CountedHours.Hour> known) {
        String names = IndexFile.fingerprint(files.stream().map(LakeListing.Entry::file).toList());
        if (known.isPresent() && known.get().files().equals(names)) {
            counted.put(hour, known.get());
            return;
        }
        OptionalLong rows = rows(files);
        if (rows.isPresent()) {
            counted.put(hour, new CountedHours.Hour(names, rows.getAsLong()));
        } else {
            uncounted++;
        }
    }

    /** Empty if a file's are not known: a part of an hour would be taken for all of it. */
    private OptionalLong rows(List<LakeListing.Entry> files) {
        if (filesRead + files.size() > mostFiles) {
            return OptionalLong.empty();
        }
        long rows = 0;
        for (LakeListing.Entry entry : files) {
            filesRead++;
            String name = entry.file().name();
            try {
                rows += ParquetEnd.read(store, name, entry.size()).rows();
            } catch (IOException | ObjectNotFoundException e) {
                // Whatever else is wrong with it is told by who needs its rows.
                LOG.warn("the events of {} are not counted: {}", name, e.getMessage());
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(rows);
    }
}
