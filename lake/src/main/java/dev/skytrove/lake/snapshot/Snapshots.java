package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The snapshots of a lake. All methods throw {@link StorageException} if the store fails.
 *
 * @param store where the lake is
 */
public record Snapshots(ObjectStore store) {
    /** A million files have less. */
    private static final DataSize LARGEST = DataSize.ofMebibytes(512);

    /** All of them, oldest first. */
    public List<SnapshotName> list() {
        List<SnapshotName> names = new ArrayList<>();
        store.list(SnapshotName.ROOT, "", object -> SnapshotName.ofObject(object.name()).ifPresent(names::add));
        return names;
    }

    /** The newest one; empty if there is none. */
    public Optional<SnapshotName> newest() {
        List<SnapshotName> names = list();
        return names.isEmpty() ? Optional.empty() : Optional.of(names.getLast());
    }

    /**
     * The manifest of the newest one that can be read.
     *
     * @param unreadable is passed the newer ones that cannot, which stay as they are
     */
    public Optional<Manifest> newestReadable(BiConsumer<SnapshotName, UnreadableManifestException> unreadable) {
        for (SnapshotName name : list().reversed()) {
            try {
                Optional<Manifest> found = find(name);
                if (found.isPresent()) {
                    return found;
                }
            } catch (UnreadableManifestException e) {
                unreadable.accept(name, e);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a manifest.
     *
     * @return empty if there is no such snapshot
     * @throws UnreadableManifestException if the object is no manifest: what it names is then not known, and must not be deleted
     */
    public Optional<Manifest> find(SnapshotName name) {
        try {
            Manifest manifest = ManifestReader.read(store.get(name.object(), LARGEST));
            if (!manifest.name().equals(name)) {
                // Written back, it would replace that one, and what only that one names could be deleted.
                throw new IOException("it is that of the snapshot " + manifest.name());
            }
            return Optional.of(manifest);
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnreadableManifestException(
                    "'" + name.object() + "' in " + store.location() + " is no manifest: " + e.getMessage(), e);
        }
    }

    /** Puts a manifest, replacing the one of the same second. */
    public void put(Manifest manifest) {
        store.put(manifest.name().object(), ManifestWriter.write(manifest));
    }

    /** Deletes a manifest; the files that it names stay. */
    public void delete(SnapshotName name) {
        store.delete(List.of(name.object()));
    }
}
