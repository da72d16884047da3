package dev.skytrove.importer;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What looks into the lake's files.
 *
 * @param files on the local disk
 * @param duckDb may read them, and what is in the directory of the run
 */
record LakeTools(LocalFiles files, DuckDb duckDb) implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int DOWNLOADS = 4;

    /**
     * @param scratch the directory of the run
     * @param more what else may be read
     */
    static LakeTools open(
            String storage, ObjectStore store, ImportConfig config, Path scratch, Clock clock, Path... more)
            throws IOException {
        CacheSettings cache =
                new CacheSettings(Files.createDirectory(scratch.resolve("copies")), config.workSize(), DOWNLOADS);
        LocalFiles files = LocalFiles.of(StorageLocation.parse(storage), store, cache, clock);
        List<Path> readable = new ArrayList<>(List.of(files.directory(), scratch));
        readable.addAll(List.of(more));
        return new LakeTools(
                files,
                DuckDb.open(new DuckDbSettings(config.memory(), THREADS, scratch, config.workSize(), readable)));
    }

    @Override
    public void close() {
        try (files) {
            duckDb.close();
        }
    }
}
