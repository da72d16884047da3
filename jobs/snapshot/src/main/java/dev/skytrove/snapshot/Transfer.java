package dev.skytrove.snapshot;

import dev.skytrove.lake.FlushState;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.coverage.CoverageReader;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Sha256;
import dev.skytrove.lake.snapshot.SnapshotCertificate;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.SnapshotFiles;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies the files of a snapshot from one store to another, those that are not there yet. Each is compared with its checksum
 * on the way. The manifest comes last: where it is, the copy is whole. One that was cut short goes on where it was.
 */
final class Transfer {
    private final ObjectStore source;
    private final ObjectStore target;
    private final Manifest manifest;
    private final Path directory;

    /** @param directory for files on their way, one for each thread */
    Transfer(ObjectStore source, ObjectStore target, Manifest manifest, Path directory) {
        this.source = source;
        this.target = target;
        this.manifest = manifest;
        this.directory = directory;
    }

    /**
     * What was copied.
     *
     * @param files how many
     * @param bytes their size
     */
    record Copied(long files, long bytes) {}

    /**
     * Copies.
     *
     * @throws StorageException if a store fails, a file is not what the manifest says, or the target has another one under
     *     its name
     */
    Copied run() {
        Map<LakeFile, Long> there = LakeFiles.list(target).sizes();
        manifest.files().forEach(file -> requireSame(file, there.get(file.file())));
        List<SnapshotFile> missing =
                manifest.files().stream().filter(file -> !there.containsKey(file.file())).toList();
        Workers.each(missing, this::copy);
        checkStored();
        copyCertificates();
        manifest.state().ifPresent(state -> target.put(FlushState.NAME, state.getBytes(StandardCharsets.UTF_8)));
        new Snapshots(target).put(manifest);
        return new Copied(missing.size(), missing.stream().mapToLong(SnapshotFile::size).sum());
    }

    /**
     * Makes sure that the target is empty or a copy, whole or begun: all that is there is named by a snapshot, of either.
     *
     * @param unreadable is told of manifests that cannot be read
     * @throws JobFailedException if it is another lake
     */
    void requireCopy(UnreadableManifests unreadable) {
        Set<LakeFile> unknown = new HashSet<>(LakeFiles.list(target).sizes().keySet());
        unknown.removeAll(SnapshotFiles.ofReadable(source, unreadable::add).files());
        if (!unknown.isEmpty()) {
            unknown.removeAll(SnapshotFiles.ofReadable(target, unreadable::add).files());
        }
        if (unreadable.count() == 0) {
            requireNone(unknown, "no snapshot names", "copy to an empty place");
        } else {
            String remedy = "mend the manifest or delete it, or copy to an empty place";
            requireNone(unknown, "no snapshot names whose manifest can be read", remedy);
        }
    }

    /**
     * Makes sure that the target holds nothing but files of this snapshot: two lakes in one place would have each other's
     * batch numbers, and rows twice.
     *
     * @throws JobFailedException if it holds others
     */
    void requireNothingElse() {
        Set<LakeFile> others = new HashSet<>(LakeFiles.list(target).sizes().keySet());
        manifest.files().stream().map(SnapshotFile::file).forEach(others::remove);
        requireNone(others, "the snapshot does not name", "restore into an empty place");
    }

    private void requireNone(Set<LakeFile> files, String which, String remedy) {
        if (!files.isEmpty()) {
            throw new JobFailedException(
                    target.location() + " holds " + files.size() + " files of a lake that " + which + ", such as "
                            + files.iterator().next().name() + "; " + remedy,
                    null);
        }
    }

    /**
     * Deletes of the target's files those that others have replaced and no snapshot there names; returns how many. None if
     * there are manifests that cannot be read: nobody knows what these name.
     */
    long deleteSuperseded(UnreadableManifests unreadable) {
        SnapshotFiles kept = SnapshotFiles.ofReadable(target, unreadable::add);
        if (unreadable.count() > 0) {
            return 0;
        }
        List<String> names = LakeFiles.list(target).superseded().stream()
                .filter(file -> !kept.keeps(file))
                .map(LakeFile::name)
                .toList();
        target.delete(names);
        return names.size();
    }

    private static void requireSame(SnapshotFile file, Long there) {
        if (there != null && there != file.size()) {
            throw new StorageException("'" + file.file().name() + "' has " + file.size() + " bytes in the snapshot, and "
                    + there + " where it is to be copied to: that is another lake");
        }
    }

    private SnapshotFile copy(SnapshotFile file) {
        String name = file.file().name();
        try {
            Path local = Files.createTempFile(directory, "copied-", ".parquet");
            try {
                source.download(name, local);
                String sum = Sha256.of(local);
                if (!sum.equals(file.sha256())) {
                    throw new StorageException("'" + name + "' in " + source.location() + " has the checksum " + sum
                            + ", and not " + file.sha256());
                }
                target.put(name, local);
            } finally {
                Files.deleteIfExists(local);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A name tells its content for good here, too. */
    private void copyCertificates() {
        Set<CoverageFile> there = new HashSet<>();
        new CoverageReader(target).files().values().forEach(there::addAll);
        List<SnapshotCertificate> missing = manifest.certificates().stream()
                .filter(certificate -> !there.contains(certificate.file()))
                .toList();
        Workers.each(missing, one -> {
            target.put(one.file().name(), CertificateJson.write(one.certificate()));
            return one;
        });
    }

    private void checkStored() {
        Map<LakeFile, Long> there = LakeFiles.list(target).sizes();
        for (SnapshotFile file : manifest.files()) {
            if (!Long.valueOf(file.size()).equals(there.get(file.file()))) {
                throw new StorageException("'" + file.file().name() + "' was copied with " + file.size() + " bytes, but "
                        + target.location() + " lists it with " + there.get(file.file()));
            }
        }
    }
}
