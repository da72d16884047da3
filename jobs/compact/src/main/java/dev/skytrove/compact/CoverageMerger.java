package dev.skytrove.compact;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one object of the certificates of each hour that is over, and deletes later what it replaced. Together they tell the
 * same at every moment: names decide, as of files.
 */
final class CoverageMerger {
    private static final DataSize LIMIT = DataSize.ofMebibytes(16);

    private final ObjectStore store;
    private final CompactConfig config;
    private final Instant now;
    private final CrashInjector crashes;
    private final Path directory;

    /** @param directory for files of a moment */
    CoverageMerger(ObjectStore store, CompactConfig config, Instant now, CrashInjector crashes, Path directory) {
        this.store = store;
        this.config = config;
        this.now = now;
        this.crashes = crashes;
        this.directory = directory;
    }

    private record Listed(CoverageFile file, Instant modifiedAt) {}

    /** @param since the first hour to look at; empty for all */
    void run(Optional<HourKey> since, Steps steps) {
        // Before the listing, which then has all objects of the batches that it names.
        SettledFiles settled = SettledFiles.read(store, config, now);
        list(since).forEach((hour, listed) -> {
            if (!hour.end().plus(config.margin()).isAfter(now)) {
                List<Listed> live = live(listed);
                List<CoverageFile> due = due(live, settled);
                if (due.size() > 1) {
                    steps.take(CoverageFile.of(due).name(), () -> merge(hour, due, steps.tally()));
                }
                live.forEach(one -> sweep(one, listed, steps));
            }
        });
    }

    private Map<HourKey, List<Listed>> list(Optional<HourKey> since) {
        Map<HourKey, List<Listed>> hours = new TreeMap<>();
        store.list(CoverageFile.ROOT, since.map(CoverageFile::prefix).orElse(""), object -> CoverageFile.parse(object.name())
                .filter(file -> file.series().equals(Series.FLUSH))
                .ifPresent(file -> hours.computeIfAbsent(file.hour(), same -> new ArrayList<>())
                        .add(new Listed(file, object.modifiedAt()))));
        return hours;
    }

    private static List<Listed> live(List<Listed> listed) {
        List<CoverageFile> live = CoverageReader.live(listed.stream().map(Listed::file).toList());
        return listed.stream()
                .filter(one -> live.contains(one.file()))
                .sorted(Comparator.comparingLong(one -> one.file().batches().first()))
                .toList();
    }

    /** The settled ones up to the first that is not: no other may come between them. */
    private static List<CoverageFile> due(List<Listed> live, SettledFiles settled) {
        List<CoverageFile> due = new ArrayList<>();
        for (Listed one : live) {
            if (!settled.include(one.file().batches(), one.file().generation(), one.modifiedAt())) {
                break;
            }
            due.add(one.file());
        }
        return due;
    }

    private void merge(HourKey hour, List<CoverageFile> due, Tally tally) throws IOException {
        List<Certificate> parts = new ArrayList<>();
        for (CoverageFile file : due) {
            parts.add(read(file));
        }
        Path written = directory.resolve("certificate.json");
        try {
            Files.write(written, CertificateJson.write(Certificate.merged(hour, parts)));
            String name = CoverageFile.of(due).name();
            new VerifiedPut(store, directory).put(
                    name,
                    written,
                    () -> crashes.reached(CompactCrashPoint.COMPACT_COVERAGE_PUT),
                    stored -> CertificateJson.read(Files.readAllBytes(stored)));
            tally.certificatesMerged(due.size());
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void sweep(Listed live, List<Listed> listed, Steps steps) {
        List<String> replaced = listed.stream()
                .filter(one -> one.file().isSupersededBy(live.file()))
                .map(one -> one.file().name())
                .toList();
        if (!replaced.isEmpty() && !live.modifiedAt().plus(config.grace()).isAfter(now)) {
            steps.take(live.file().name(), () -> {
                read(live.file());
                store.delete(replaced.subList(0, 1));
                crashes.reached(CompactCrashPoint.COMPACT_COVERAGE_DELETED);
                store.delete(replaced.subList(1, replaced.size()));
                steps.tally().certificatesDeleted(replaced.size());
            });
        }
    }

    private Certificate read(CoverageFile file) throws IOException {
        try {
            return CertificateJson.read(store.get(file.name(), LIMIT));
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + file.name() + "' in " + store.location() + " is " + e.getMessage(), e);
        }
    }
}
