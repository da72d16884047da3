package dev.skytrove.lake;

import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of one table as one listing saw them. A listing that goes on while files are replaced has the old ones, the new
 * one or both, and {@link LiveFiles} tells which count (I4).
 *
 * @param live the files that hold each row once, by hour, series and first batch
 * @param superseded all others, by their names
 * @param foreignNames how many objects have names that are not those of files of the lake; they are left alone
 */
public record LakeListing(List<Entry> live, List<Entry> superseded, int foreignNames) {
    /**
     * A file that was listed.
     *
     * @param file which one
     * @param size its length in bytes
     * @param modifiedAt when it was put, by the store's clock
     */
    public record Entry(LakeFile file, long size, Instant modifiedAt) {}

    public LakeListing {
        live = List.copyOf(live);
        superseded = List.copyOf(superseded);
    }

    /**
     * Lists all files of a table.
     *
     * @throws OverlappingFilesException if live files overlap
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    public static LakeListing of(ObjectStore store, Table table) {
        return after(store, table, "", () -> {});
    }

    /** Lists the files of a table of an hour and later. Throws what {@link #of} throws. */
    public static LakeListing since(ObjectStore store, Table table, HourKey first) {
        return after(store, table, LakeFile.prefix(table, first), () -> {});
    }

    /** Lists the files of one hour of a table. Throws what {@link #of} throws. */
    public static LakeListing ofHour(ObjectStore store, Table table, HourKey hour) {
        Collector collector = new Collector();
        store.list(LakeFile.prefix(table, hour), "", collector::add);
        return collector.listing();
    }

    /** Lists the files of a table of an hour's whole month. Throws what {@link #of} throws. */
    public static LakeListing ofMonth(ObjectStore store, Table table, HourKey hour) {
        String path = hour.path();
        Collector collector = new Collector();
        store.list(LakeFile.prefix(table) + path.substring(0, path.indexOf("/day=")) + "/", "", collector::add);
        return collector.listing();
    }

    /**
     * Lists the files of a table whose names are behind one.
     *
     * @param startAfter as {@link ObjectStore#list} has it: a name, or the beginning of names
     * @param proceed called before each object is looked at; what it throws ends the listing
     */
    public static LakeListing after(ObjectStore store, Table table, String startAfter, Runnable proceed) {
        Collector collector = new Collector();
        proceed.run();
        store.list(LakeFile.prefix(table), startAfter, object -> {
            proceed.run();
            collector.add(object);
        });
        return collector.listing();
    }

    private static final class Collector {
        private final Map<LakeFile, Entry> entries = new HashMap<>();
        private int foreignNames;

        private void add(ObjectInfo object) {
            try {
                LakeFile file = LakeFile.parse(object.name());
                entries.put(file, new Entry(file, object.size(), object.modifiedAt()));
            } catch (IllegalArgumentException e) {
                // Other tools may keep files of theirs beside ours.
                foreignNames++;
            }
        }

        private LakeListing listing() {
            List<LakeFile> live = LiveFiles.of(entries.keySet());
            Set<LakeFile> alive = new HashSet<>(live);
            List<Entry> superseded = new ArrayList<>();
            for (Entry entry : entries.values()) {
                if (!alive.contains(entry.file())) {
                    superseded.add(entry);
                }
            }
            superseded.sort((one, other) -> one.file().name().compareTo(other.file().name()));
            return new LakeListing(live.stream().map(entries::get).toList(), superseded, foreignNames);
        }
    }
}
