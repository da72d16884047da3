package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.dead.DeadRows;
import dev.skytrove.query.dead.HidingFiles;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.visibility.PostCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which posts a compaction keeps: the rule as {@code DeadRows} has it in SQL. What is said of accounts takes none out. */
final class TestPostsKept {
    private static final String ROWS = "SELECT filename, file_row_number, author_did, text"
            + " FROM read_parquet(?, filename = true, file_row_number = true, hive_partitioning = false)";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void i4WhatHidesAPostForGoodTakesItOut(long seed) throws IOException {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"))) {
            PostCases.shuffled(seed).flush(lake, batch -> {});

            List<String> expected = PostCase.all().stream()
                    .filter(one -> !one.isOfAccounts())
                    .flatMap(one -> one.shown().stream())
                    .sorted()
                    .toList();
            assertThat(kept(lake.storage())).isEqualTo(expected);
        }
    }

    /** The texts of all posts that are not dead, without those of cases that are about accounts. */
    private List<String> kept(Path storage) throws IOException {
        CacheSettings cache = new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 1);
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of());
                LocalFiles files =
                        LocalFiles.of(StorageLocation.parse("file://" + storage), store, cache, Clock.systemUTC());
                DuckDb duckDb = DuckDb.open(new DuckDbSettings(
                        DataSize.ofMebibytes(64), 1, scratch, DataSize.ofMebibytes(64), List.of(files.directory(), scratch)))) {
            List<PlannedFile> posts = files(store, Table.POSTS);
            HidingFiles hiding = new HidingFiles(files(store, Table.DELETES), files(store, Table.OVERSIZED), posts);
            try (LocalFiles.Pinned pinned = files.pin(posts);
                    Session session = duckDb.session(Duration.ofMinutes(1))) {
                Map<Path, BitSet> dead = new DeadRows(duckDb, files).find(Table.POSTS, pinned.paths(), hiding);
                return kept(session, pinned.paths(), dead);
            }
        }
    }

    private static List<String> kept(Session session, List<Path> paths, Map<Path, BitSet> dead) {
        List<String> ofAccounts =
                PostCase.all().stream().filter(PostCase::isOfAccounts).map(PostCase::did).toList();
        List<String> kept = new ArrayList<>();
        session.list(
                ROWS,
                row -> {
                    BitSet gone = dead.getOrDefault(Path.of(row.getString(1)), new BitSet());
                    return ofAccounts.contains(row.getString(3)) || gone.get(row.getInt(2)) || kept.add(row.getString(4));
                },
                paths.stream().map(DuckDb::pattern).toList());
        kept.sort(null);
        return kept;
    }

    private static List<PlannedFile> files(ObjectStore store, Table table) {
        return LakeListing.of(store, table).live().stream()
                .map(entry -> new PlannedFile(entry.file(), entry.size()))
                .toList();
    }
}
