package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LiveFiles;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The live files of posts, and of what hides posts, as one listing saw them.
 *
 * <p>Posts are listed first. A flush puts its deletes and accounts before its posts, so whatever hides a listed post
 * from the same flush is listed too (I4). A compaction deletes what it replaced only after a grace that is longer than
 * a query, so the listing shows the old files, the new one, or both, and the names tell which to read.
 */
public final class FilePlan {
    /** {@code sort_at} lies at most this long before {@code indexed_at}. */
    private static final Duration SORT_SPAN = Duration.ofHours(1);

    /** Servers of the network stamp {@code indexed_at} by clocks of their own, which may differ around a full hour. */
    private static final Duration CLOCK_MARGIN = Duration.ofHours(1);

    private final Map<Table, NavigableMap<HourKey, List<PlannedFile>>> hours = new EnumMap<>(Table.class);
    private int foreignNames;

    private FilePlan() {}

    /** Lists the lake for a search of posts whose {@code sort_at} is {@code start} or later. */
    public static FilePlan list(ObjectStore store, Instant start) {
        FilePlan plan = new FilePlan();
        HourKey first = hidingSince(HourKey.of(start));
        plan.add(store, Table.POSTS, LakeFile.prefix(Table.POSTS) + first.path());
        plan.add(store, Table.DELETES, LakeFile.prefix(Table.DELETES) + first.path());
        plan.add(store, Table.ACCOUNTS, "");
        return plan;
    }

    /** The hours of posts whose {@code sort_at} may be in {@code [start, end)}, newest first, each with its files. */
    public NavigableMap<HourKey, List<PlannedFile>> posts(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            return new TreeMap<>();
        }
        HourKey last = HourKey.of(end.plus(SORT_SPAN).minus(1, ChronoUnit.MICROS));
        return hours.get(Table.POSTS).subMap(HourKey.of(start), true, last, true).descendingMap();
    }

    /** The files of a table that may hide or supersede a post of {@code hour}. */
    public List<PlannedFile> hiding(Table table, HourKey hour) {
        return flat(hours.get(table).tailMap(hidingSince(hour), true).values());
    }

    /** All files of accounts. */
    public List<PlannedFile> accounts() {
        return flat(hours.get(Table.ACCOUNTS).values());
    }

    /** How many object names in the lake's folders are not those of its files; they are left alone. */
    public int foreignNames() {
        return foreignNames;
    }

    private void add(ObjectStore store, Table table, String startAfter) {
        Map<LakeFile, Long> sizes = new HashMap<>();
        store.list(LakeFile.prefix(table), startAfter, object -> parse(object, sizes));
        NavigableMap<HourKey, List<PlannedFile>> byHour = new TreeMap<>();
        for (LakeFile file : LiveFiles.of(sizes.keySet())) {
            byHour.computeIfAbsent(file.hour(), hour -> new ArrayList<>()).add(new PlannedFile(file, sizes.get(file)));
        }
        hours.put(table, byHour);
    }

    private void parse(ObjectInfo object, Map<LakeFile, Long> sizes) {
        try {
            sizes.put(LakeFile.parse(object.name()), object.size());
        } catch (IllegalArgumentException e) {
            // Other tools may keep files of theirs beside ours.
            foreignNames++;
        }
    }

    private static HourKey hidingSince(HourKey hour) {
        return new HourKey(hour.start().minus(CLOCK_MARGIN));
    }

    private static List<PlannedFile> flat(Collection<List<PlannedFile>> files) {
        return files.stream().flatMap(List::stream).toList();
    }
}
