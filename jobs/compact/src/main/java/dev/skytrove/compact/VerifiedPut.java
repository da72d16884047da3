package dev.skytrove.compact;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts files under names that no object has, and reads each back from the store. */
final class VerifiedPut {
    private final ObjectStore store;
    private final Path directory;

    /** @param directory for files of a moment */
    VerifiedPut(ObjectStore store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /** Looks at an object that was there before. */
    @FunctionalInterface
    interface Check {
        /**
         * Looks.
         *
         * @throws IOException if it is damaged
         */
        void check(Path stored) throws IOException;
    }

    /**
     * Puts a file. What comes back changed is deleted again, which loses nothing: all that it was made of is still there.
     *
     * @param put called when the object is in the store, before it is read back
     * @param existing looks at the object that has the name already; it stays as it is
     * @throws StorageException if the store gives back something else
     */
    void put(String name, Path file, Runnable put, Check existing) throws IOException {
        boolean own = store.putIfAbsent(name, file);
        put.run();
        Path stored = directory.resolve("stored.parquet");
        try {
            store.download(name, stored);
            if (!own) {
                existing.check(stored);
            } else if (Files.mismatch(file, stored) >= 0) {
                store.delete(List.of(name));
                throw new StorageException("'" + name + "' came back changed from " + store.location()
                        + "; it is deleted again");
            }
        } finally {
            Files.deleteIfExists(stored);
        }
    }
}
