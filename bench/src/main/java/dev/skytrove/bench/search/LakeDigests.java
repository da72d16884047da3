package dev.skytrove.bench.search;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthDigest;
import dev.skytrove.lake.index.MonthDigestContents;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The digests of a lake's months, as {@code compact --rewrite} writes them: of the days that are over. */
final class LakeDigests {
    private static final DataSize MEMORY = DataSize.ofMebibytes(512);

    private final Path storage;

    /** @param storage the directory of the lake */
    LakeDigests(Path storage) {
        this.storage = storage;
    }

    /** Writes those of the days before a time, which are all of one month or of the one before it, whole. */
    void write(Instant end) throws IOException {
        Path scratch = Files.createDirectories(storage.resolveSibling(storage.getFileName() + "-digests"));
        CacheSettings cache = new CacheSettings(scratch, MEMORY, 1);
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of());
                LocalFiles files =
                        LocalFiles.of(StorageLocation.parse("file://" + storage), store, cache, Clock.systemUTC());
                DuckDb duckDb = DuckDb.open(
                        new DuckDbSettings(MEMORY, 2, scratch, DataSize.ofMebibytes(4096), List.of(storage, scratch)))) {
            for (DigestKind kind : DigestKind.values()) {
                for (ZonedDateTime month = LakeOfDays.START.atZone(ZoneOffset.UTC);
                        month.toInstant().isBefore(end);
                        month = month.plusMonths(1).withDayOfMonth(1)) {
                    write(kind, YearMonth.from(month), end, store, new MonthDigester(duckDb, files));
                }
            }
        }
    }

    private void write(DigestKind kind, YearMonth month, Instant end, ObjectStore store, MonthDigester digester)
            throws IOException {
        List<LakeListing.Entry> live = LakeListing.of(store, kind.table()).live().stream()
                .filter(entry -> YearMonth.from(start(entry)).equals(month) && start(entry).toInstant().isBefore(end))
                .toList();
        List<LakeFile> names = live.stream().map(LakeListing.Entry::file).toList();
        boolean whole = !month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(end);
        int days = whole ? month.lengthOfMonth() : end.atZone(ZoneOffset.UTC).getDayOfMonth() - 1;
        Path target = storage.resolve(new MonthDigest(kind, month, days, 0, kind.fingerprint(names)).name());
        Files.createDirectories(target.getParent());
        digester.write(
                kind,
                Optional.empty(),
                live.stream().map(entry -> new PlannedFile(entry.file(), entry.size())).toList(),
                new MonthDigestContents(names),
                target);
    }

    private static ZonedDateTime start(LakeListing.Entry entry) {
        return entry.file().hour().start().atZone(ZoneOffset.UTC);
    }
}
