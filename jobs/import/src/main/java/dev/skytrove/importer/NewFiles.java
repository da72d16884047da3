package dev.skytrove.importer;

import dev.skytrove.jobs.LakeLease;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.storage.CheckedPuts;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts files of the lake, and never over others: a run that began while this one stood still has given out the same numbers,
 * and its files have other rows. Used by one thread.
 */
final class NewFiles {
    private final ObjectStore store;
    private final LakeLease lease;
    private final CheckedPuts puts;

    /** @param lease without it nothing is put: another run may have put the same rows */
    NewFiles(ObjectStore store, LakeLease lease) {
        this.store = store;
        this.lease = lease;
        this.puts = new CheckedPuts(store);
    }

    /** @throws StorageException if another run has the lease, or the name has other content */
    void put(LakeFile name, Path file) throws IOException {
        lease.require();
        if (!puts.putIfAbsent(name.name(), file)) {
            requireSame(name, file);
        }
    }

    /** @throws StorageException if something that was put is not there: what it was made of must not be forgotten */
    void requireListed() {
        puts.requireListed("the next run imports it again");
    }

    // An answer may be lost, and the call is then repeated.
    private void requireSame(LakeFile name, Path file) throws IOException {
        Path stored = file.resolveSibling("stored.parquet");
        try {
            store.download(name.name(), stored);
            if (Files.mismatch(file, stored) >= 0) {
                throw new StorageException("'" + name.name() + "' was put by another run meanwhile; import the same again");
            }
        } finally {
            Files.deleteIfExists(stored);
        }
    }
}
