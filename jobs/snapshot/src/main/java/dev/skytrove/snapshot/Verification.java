package dev.skytrove.snapshot;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Sha256;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Compares the files of a snapshot with the lake. */
final class Verification {
    private final ObjectStore store;
    private final Manifest manifest;
    private final boolean onlySizes;

    /** @param onlySizes reads no file */
    Verification(ObjectStore store, Manifest manifest, boolean onlySizes) {
        this.store = store;
        this.manifest = manifest;
        this.onlySizes = onlySizes;
    }

    /** What may be wrong with a file. */
    enum Fault {
        MISSING,
        SIZE,
        CHECKSUM;

        /** In lower case. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Looks at all files. */
    VerifyCommand.Summary run(BiConsumer<LakeFile, Fault> faults) {
        LakeFiles listed = LakeFiles.list(store);
        List<Optional<Fault>> found = Workers.each(manifest.files(), file -> fault(file, listed.sizes()));
        long missing = 0;
        long changed = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).isPresent()) {
                faults.accept(manifest.files().get(i).file(), found.get(i).get());
                if (found.get(i).get() == Fault.MISSING) {
                    missing++;
                } else {
                    changed++;
                }
            }
        }
        return new VerifyCommand.Summary(
                manifest.name().toString(),
                missing + changed == 0,
                manifest.files().size(),
                missing,
                changed,
                superseded(listed));
    }

    private Optional<Fault> fault(SnapshotFile file, Map<LakeFile, Long> there) {
        Long size = there.get(file.file());
        if (size == null) {
            return Optional.of(Fault.MISSING);
        }
        if (size != file.size()) {
            return Optional.of(Fault.SIZE);
        }
        try {
            boolean same = onlySizes || Sha256.of(store, file.file().name(), size).equals(file.sha256());
            return same ? Optional.empty() : Optional.of(Fault.CHECKSUM);
        } catch (ObjectNotFoundException e) {
            return Optional.of(Fault.MISSING);
        }
    }

    private long superseded(LakeFiles listed) {
        Set<LakeFile> superseded = new HashSet<>(listed.superseded());
        return manifest.files().stream().map(SnapshotFile::file).filter(superseded::contains).count();
    }
}
