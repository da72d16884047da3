package dev.skytrove.importer;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.keys.RecordKeyTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The hours in which the lake may have the events of an hour already. Servers stamp an event by clocks of their own: near a full
 * hour it may lie in the next one, or the one before. What is derived from a record may be stamped much later than the network
 * told it: by whoever looked at it then. It lies in the hour that its key tells, or soon after.
 */
final class NearHours {
    /** So long after its key's time a record may have been stamped by another that looked at it. */
    private static final int LATE = 48;

    /** A listing of all hours since the first costs no more than so many of an hour each. */
    private static final int LISTED_ALONE = 200;

    private final HourKey hour;
    private final TreeSet<HourKey> hours = new TreeSet<>();
    private HourKey last;

    /** @param hour that of the events */
    NearHours(HourKey hour) {
        this.hour = hour;
        this.last = hour;
        hours.addAll(List.of(HourKey.of(hour.start().minusNanos(1)), hour, new HourKey(hour.end())));
    }

    /** Takes a record into account that was derived. */
    void addDerived(String uri) {
        RecordKeyTime.of(uri).map(HourKey::of).filter(made -> made.compareTo(hour) < 0).ifPresent(this::addFrom);
    }

    // Most are of the hour of the one before.
    private void addFrom(HourKey made) {
        if (made.equals(last)) {
            return;
        }
        last = made;
        HourKey next = made;
        for (int i = 0; i <= LATE && next.compareTo(hour) < 0; i++) {
            hours.add(next);
            next = new HourKey(next.end());
        }
    }

    /** The files of a table of these hours, as they are now. */
    List<PlannedFile> files(ObjectStore store, Table table) {
        List<PlannedFile> files = new ArrayList<>();
        Stream<LakeListing.Entry> entries = hours.size() > LISTED_ALONE
                ? LakeListing.since(store, table, hours.first()).live().stream()
                : hours.stream().flatMap(each -> LakeListing.ofHour(store, table, each).live().stream());
        entries.filter(entry -> hours.contains(entry.file().hour()))
                .forEach(entry -> files.add(new PlannedFile(entry.file(), entry.size())));
        return files;
    }
}
