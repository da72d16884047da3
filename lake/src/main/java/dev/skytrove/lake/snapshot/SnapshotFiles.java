package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The files that snapshots name. Whoever deletes files of the lake reads this right before, and keeps these: a file of a
 * snapshot that is not there any more cannot be made again.
 *
 * @param files all of them
 */
public record SnapshotFiles(Set<LakeFile> files) {
    public SnapshotFiles {
        files = Set.copyOf(files);
    }

    /**
     * Those of all snapshots of a lake.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails, or an object under the name of a manifest is
     *     none: then nothing may be deleted
     */
    public static SnapshotFiles of(ObjectStore store) {
        return of(store, new Snapshots(store).list());
    }

    /** Those of some snapshots; one that is gone meanwhile names none. */
    public static SnapshotFiles of(ObjectStore store, Collection<SnapshotName> names) {
        Snapshots snapshots = new Snapshots(store);
        Set<LakeFile> files = new HashSet<>();
        for (SnapshotName name : names) {
            snapshots.find(name).ifPresent(manifest -> manifest.files().forEach(file -> files.add(file.file())));
        }
        return new SnapshotFiles(files);
    }

    /**
     * Those of all snapshots whose manifest can be read: nothing may be deleted for not being among them if there are others.
     *
     * @param unreadable is passed these others
     */
    public static SnapshotFiles ofReadable(
            ObjectStore store, BiConsumer<SnapshotName, UnreadableManifestException> unreadable) {
        Set<LakeFile> files = new HashSet<>();
        for (SnapshotName name : new Snapshots(store).list()) {
            try {
                files.addAll(of(store, List.of(name)).files());
            } catch (UnreadableManifestException e) {
                unreadable.accept(name, e);
            }
        }
        return new SnapshotFiles(files);
    }

    /** Whether a snapshot names the file. */
    public boolean keeps(LakeFile file) {
        return files.contains(file);
    }
}
