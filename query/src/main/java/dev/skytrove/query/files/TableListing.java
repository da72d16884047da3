package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The live files of one table, by hour, as one listing saw them.
 *
 * @param hours the files of each hour that has some
 */
record TableListing(NavigableMap<HourKey, List<PlannedFile>> hours) {
    /** Those of some files that are of a table. */
    static TableListing of(Collection<PlannedFile> files, Table table) {
        NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
        for (PlannedFile file : files) {
            if (file.file().table() == table) {
                hours.computeIfAbsent(file.file().hour(), hour -> new ArrayList<>()).add(file);
            }
        }
        return new TableListing(hours);
    }

    /** The same from an hour on. */
    TableListing from(HourKey first) {
        return new TableListing(hours.tailMap(first, true));
    }

    /**
     * Lists a table.
     *
     * @param first the path of an hour: what is older is left out; empty for all
     * @param stop ends the listing by a {@link StorageException} once it is done
     */
    static TableListing list(ObjectStore store, Table table, String first, CompletableFuture<?> stop) {
        String startAfter = first.isEmpty() ? "" : LakeFile.prefix(table) + first;
        LakeListing listing = LakeListing.after(store, table, startAfter, () -> requireWanted(stop));
        NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
        for (LakeListing.Entry entry : listing.live()) {
            hours.computeIfAbsent(entry.file().hour(), hour -> new ArrayList<>())
                    .add(new PlannedFile(entry.file(), entry.size()));
        }
        return new TableListing(hours);
    }

    /** @throws StorageException once {@code stop} is done */
    static void requireWanted(CompletableFuture<?> stop) {
        if (stop.isDone()) {
            throw new StorageException("nobody waits for this listing any more");
        }
    }
}
