package dev.skytrove.snapshot;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Sha256;
import dev.skytrove.lake.snapshot.SnapshotCertificate;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.JobFailedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes snapshots. */
@Singleton
final class SnapshotTaker {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final int ATTEMPTS = 3;

    private final ObjectStore store;
    private final Clock clock;

    SnapshotTaker(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What taking a snapshot came to.
     *
     * @param manifest is in the lake
     * @param read how many files had to be read: those that the snapshot before does not name
     * @param bytesRead their size
     * @param unreadable how many newer manifests than the one whose checksums it took over cannot be read
     */
    record Taken(Manifest manifest, long read, long bytesRead, long unreadable) {}

    /**
     * Takes one, and makes sure that all files that it names were there when it was whole. Where files are replaced and
     * deleted meanwhile it starts over, with what it has read already. A manifest that cannot be read is told of and left alone:
     * of the snapshots before only checksums are wanted, and an older one has most of them.
     *
     * @throws StorageException if the store fails, or files disappear each time
     * @throws JobFailedException if {@code state/flush.json} cannot be understood, or a manifest of this very second cannot be
     *     read: it would be replaced, and what it names could be deleted
     */
    Taken take() {
        UnreadableManifests unreadable = new UnreadableManifests();
        Optional<Manifest> before = before(unreadable);
        Map<LakeFile, SnapshotFile> read = new ConcurrentHashMap<>();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Manifest manifest = manifest(before, read);
                requireOther(manifest.name(), unreadable);
                new Snapshots(store).put(manifest);
                if (isWhole(manifest)) {
                    return new Taken(
                            manifest,
                            read.size(),
                            read.values().stream().mapToLong(SnapshotFile::size).sum(),
                            unreadable.count());
                }
                new Snapshots(store).delete(manifest.name());
                LOG.warn("files were deleted while a snapshot named them: it is taken anew");
            } catch (ObjectNotFoundException e) {
                LOG.warn("a file was deleted while a snapshot was taken, which is taken anew: {}", e.getMessage());
            }
        }
        throw new StorageException("files of " + store.location() + " were deleted each time that a snapshot was taken");
    }

    /** A name is never given to other content, so what the snapshot before says of it still holds. */
    private Optional<Manifest> before(UnreadableManifests unreadable) {
        return new Snapshots(store).newestReadable(unreadable::add);
    }

    private void requireOther(SnapshotName name, UnreadableManifests unreadable) {
        if (unreadable.contains(name)) {
            throw new JobFailedException(
                    "no snapshot is taken: it would replace '" + name.object() + "' in " + store.location()
                            + ", which cannot be read; try again in a second",
                    null);
        }
    }

    private Manifest manifest(Optional<Manifest> before, Map<LakeFile, SnapshotFile> read) {
        Map<LakeFile, SnapshotFile> known = new HashMap<>(read);
        before.ifPresent(manifest -> manifest.files().forEach(file -> known.put(file.file(), file)));
        // The state first: what is flushed behind it is ingested once more where only this snapshot is left.
        Optional<FlushState> state = state();
        Instant listedAt = clock.instant();
        LakeFiles listed = LakeFiles.list(store);
        List<LakeFile> live = listed.live().stream()
                .filter(file -> state.isEmpty() || !isUnfinished(file, state.get().batch()))
                .sorted(Comparator.comparing(LakeFile::name))
                .toList();
        List<SnapshotFile> files = Workers.each(live, file -> {
            long size = listed.sizes().get(file);
            SnapshotFile same = known.get(file);
            if (same != null && same.size() == size) {
                return same;
            }
            SnapshotFile now = read(file, size);
            read.put(file, now);
            return now;
        });
        return new Manifest(
                listedAt, state.map(SnapshotTaker::json), List.of(), certificates(before, state), files);
    }

    /** Without it nobody knows which files are of flushes that are done: the snapshot would be of too few, or of too many. */
    private Optional<FlushState> state() {
        try {
            return FlushState.read(store);
        } catch (IllegalStateException e) {
            throw new JobFailedException(
                    "no snapshot is taken, since which batches are flushed is not known: " + e.getMessage() + " (in "
                            + store.location() + "); the next flush writes it anew",
                    e);
        }
    }

    /** What the snapshot before says of the same batches of an hour need not be read again. */
    private List<SnapshotCertificate> certificates(Optional<Manifest> before, Optional<FlushState> state) {
        Map<CoverageFile, SnapshotCertificate> known = new HashMap<>();
        before.ifPresent(manifest -> manifest.certificates().forEach(one -> known.put(one.file(), one)));
        CoverageReader reader = new CoverageReader(store);
        List<List<CoverageFile>> hours = new ArrayList<>();
        for (List<CoverageFile> files : reader.files().values()) {
            List<CoverageFile> live = CoverageReader.live(files).stream()
                    .filter(file -> file.series().equals(Series.FLUSH))
                    .filter(file -> state.isEmpty() || file.batches().first() <= state.get().batch())
                    .toList();
            if (!live.isEmpty()) {
                hours.add(live);
            }
        }
        return Workers.each(hours, live -> {
            CoverageFile file = CoverageFile.of(live);
            SnapshotCertificate same = known.get(file);
            return same != null ? same : new SnapshotCertificate(file, reader.merged(file.hour(), live));
        });
    }

    private static String json(FlushState state) {
        return new String(state.json(), StandardCharsets.UTF_8);
    }

    /** Whether a flush that is at work wrote it: the rest of its batch may be missing. */
    private static boolean isUnfinished(LakeFile file, long flushed) {
        return file.series().equals(Series.FLUSH) && file.batches().first() > flushed;
    }

    private SnapshotFile read(LakeFile file, long size) {
        String sum = Sha256.of(store, file.name(), size);
        try {
            return new SnapshotFile(file, size, sum, Optional.of(ParquetEnd.read(store, file.name(), size)));
        } catch (IOException e) {
            LOG.error("{} is damaged: {}", file.name(), e.getMessage());
            return new SnapshotFile(file, size, sum, Optional.empty());
        }
    }

    private boolean isWhole(Manifest manifest) {
        Map<LakeFile, Long> there = LakeFiles.list(store).sizes();
        return manifest.files().stream().allMatch(file -> Long.valueOf(file.size()).equals(there.get(file.file())));
    }
}
