package dev.skytrove.query.files;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The files that a snapshot names, compared with what is there: a copy of one, or what is known of it, would else be taken for
 * what the manifest means.
 *
 * @param files all of them
 */
record NamedFiles(SnapshotName snapshot, Collection<PlannedFile> files, ObjectStore store) {
    /**
     * Those of a table from an hour on. What is missing is found out by whoever reads it.
     *
     * @param first the first hour's path; empty for all
     * @param stop ends the comparing by a {@link dev.skytrove.lake.storage.StorageException} once it is done
     * @throws SnapshotMismatchException if an object has another length than the manifest says
     */
    TableListing of(Table table, String first, CompletableFuture<?> stop) {
        TableListing named = TableListing.of(files, table);
        TableListing wanted = first.isEmpty() ? named : named.from(HourKey.parse(first));
        Map<String, PlannedFile> byName = new HashMap<>();
        wanted.hours().values().stream().flatMap(List::stream).forEach(file -> byName.put(file.file().name(), file));
        if (!byName.isEmpty()) {
            String prefix = LakeFile.prefix(table);
            store.list(prefix, first.isEmpty() ? "" : prefix + first, object -> {
                TableListing.requireWanted(stop);
                compare(byName.get(object.name()), object);
            });
        }
        return wanted;
    }

    private void compare(PlannedFile named, ObjectInfo there) {
        if (named != null && named.size() != there.size()) {
            throw new SnapshotMismatchException(snapshot, named, there.size());
        }
    }
}
