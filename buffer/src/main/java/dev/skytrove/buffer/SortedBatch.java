package dev.skytrove.buffer;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A batch without its duplicates.
 *
 * @param fresh the events that are stored
 * @param malformed the frames that are put aside
 * @param duplicates how many events are dropped
 * @param delivered the highest {@code time_us} of all events, 0 if there are none
 */
record SortedBatch(
        List<ReceivedEvent.Valid> fresh, List<ReceivedEvent.Malformed> malformed, int duplicates, long delivered) {
    /** Sorts a batch; its events are recognised from now on. */
    static SortedBatch of(List<ReceivedEvent> batch, RecentKeys recent) {
        List<ReceivedEvent.Valid> fresh = new ArrayList<>(batch.size());
        List<ReceivedEvent.Malformed> malformed = new ArrayList<>();
        long delivered = 0;
        for (ReceivedEvent event : batch) {
            switch (event) {
                case ReceivedEvent.Malformed frame -> malformed.add(frame);
                case ReceivedEvent.Valid valid -> {
                    delivered = Math.max(delivered, valid.header().timeUs());
                    if (recent.add(valid.header().fingerprint())) {
                        fresh.add(valid);
                    }
                }
            }
        }
        return new SortedBatch(fresh, malformed, batch.size() - fresh.size() - malformed.size(), delivered);
    }

    /** The highest {@code time_us} of the new events, 0 if there are none. */
    long cursor() {
        return fresh.stream().mapToLong(event -> event.header().timeUs()).max().orElse(0);
    }

    /** The new events as they came, in their order, by table; an oversized event of an account is in two. */
    Map<Table, List<ByteSlice>> byTable() {
        Map<Table, List<ByteSlice>> tables = new EnumMap<>(Table.class);
        fresh.forEach(event -> {
            add(tables, event.header().table(), event.raw());
            if (event.header().table() == Table.ACCOUNTS
                    && EventHeader.isOversized(Table.ACCOUNTS, event.raw().length())) {
                // What it decides must be decided, and all of it kept.
                add(tables, Table.OVERSIZED, event.raw());
            }
        });
        return tables;
    }

    private static void add(Map<Table, List<ByteSlice>> tables, Table table, ByteSlice event) {
        tables.computeIfAbsent(table, _ -> new ArrayList<>()).add(event);
    }

    long[] fingerprints() {
        long[] fingerprints = new long[fresh.size()];
        for (int i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = fresh.get(i).header().fingerprint();
        }
        return fingerprints;
    }

    Appended summary(long cursorAfter, long sourceCursorAfter) {
        return new Appended(fresh.size(), duplicates, malformed.size(), cursorAfter, sourceCursorAfter);
    }
}
