package dev.skytrove.query;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthDigest;
import dev.skytrove.lake.index.MonthDigestContents;
import dev.skytrove.lake.index.MonthDigestListing;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageLocation;
import dev.skytrove.query.dead.MonthDigester;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.DuckDbSettings;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Digests of months, as a compaction writes them. */
final class TestingDigests {
    private TestingDigests() {}

    /** Writes those of a month of a lake in a directory, of all files of the days up to one. */
    static void write(Path storage, Instant lastDay) {
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of())) {
            Path scratch = Files.createDirectories(storage.resolveSibling(storage.getFileName() + "-digests"));
            CacheSettings cache = new CacheSettings(scratch, DataSize.ofMebibytes(64), 1);
            try (LocalFiles files =
                            LocalFiles.of(StorageLocation.parse("file://" + storage), store, cache, Clock.systemUTC());
                    DuckDb duckDb = DuckDb.open(new DuckDbSettings(
                            DataSize.ofMebibytes(64),
                            1,
                            scratch,
                            DataSize.ofMebibytes(64),
                            List.of(files.directory(), scratch)))) {
                for (DigestKind kind : DigestKind.values()) {
                    write(kind, storage, store, new MonthDigester(duckDb, files), lastDay);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(
            DigestKind kind, Path storage, ObjectStore store, MonthDigester digester, Instant lastDay)
            throws IOException {
        List<LakeListing.Entry> live = LakeListing.of(store, kind.table()).live().stream()
                .filter(entry -> !entry.file().hour().day().isAfter(lastDay))
                .toList();
        List<LakeFile> names = live.stream().map(LakeListing.Entry::file).toList();
        YearMonth month = YearMonth.from(lastDay.atOffset(ZoneOffset.UTC));
        MonthDigest digest = new MonthDigest(
                kind,
                month,
                lastDay.atOffset(ZoneOffset.UTC).getDayOfMonth(),
                MonthDigestListing.of(store, kind).nextGeneration(month),
                kind.fingerprint(names));
        Path target = storage.resolve(digest.name());
        Path written = target.resolveSibling("written");
        Files.createDirectories(target.getParent());
        digester.write(
                kind,
                Optional.empty(),
                live.stream().map(entry -> new PlannedFile(entry.file(), entry.size())).toList(),
                new MonthDigestContents(names),
                written);
        Files.move(written, target);
    }
}
