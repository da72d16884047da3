package dev.skytrove.compact;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.snapshot.Manifest;
import dev.skytrove.lake.snapshot.Redaction;
import dev.skytrove.lake.snapshot.Sha256;
import dev.skytrove.lake.snapshot.SnapshotFile;
import dev.skytrove.lake.snapshot.SnapshotName;
import dev.skytrove.lake.snapshot.Snapshots;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.dead.HidingFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes posts that were deleted out of what only snapshots keep: files of the lake that others have replaced. The manifest
 * then names a file without them instead, and says how many rows are missing; the old file is no snapshot's any more, and
 * goes as other replaced files do.
 *
 * <p>Only deletions count. A version of a post that was changed later stays, because it is what the snapshot is about.
 */
final class SnapshotRedaction {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRedaction.class);

    private final ObjectStore store;
    private final CompactPlan plan;
    private final Merger merger;
    private final BiFunction<HourKey, HourKey, Set<HourKey>> deleted;
    private final Instant now;

    /**
     * Prepares it.
     *
     * @param deleted the hours, from the first to the last of two, of which posts were deleted
     */
    SnapshotRedaction(
            ObjectStore store,
            CompactPlan plan,
            Merger merger,
            BiFunction<HourKey, HourKey, Set<HourKey>> deleted,
            Instant now) {
        this.store = store;
        this.plan = plan;
        this.merger = merger;
        this.deleted = deleted;
        this.now = now;
    }

    /** Looks at all snapshots. */
    void run(Steps steps) {
        Snapshots snapshots = new Snapshots(store);
        List<Manifest> manifests = new ArrayList<>();
        for (SnapshotName name : snapshots.list()) {
            steps.take(name.object(), () -> snapshots.find(name).ifPresent(manifests::add));
        }
        Map<LakeFile, LakeListing.Entry> kept = kept(manifests);
        Map<LakeFile, SnapshotFile> instead = replacements(kept, steps);
        for (Manifest manifest : manifests) {
            if (manifest.files().stream().anyMatch(file -> instead.containsKey(file.file()))) {
                steps.take(manifest.name().object(), () -> redact(snapshots, manifest, instead, steps.tally()));
            }
        }
    }

    /** The files of posts that are there only because a snapshot names them. */
    private Map<LakeFile, LakeListing.Entry> kept(List<Manifest> manifests) {
        Map<LakeFile, LakeListing.Entry> superseded = new HashMap<>();
        plan.supersededPosts().forEach(entry -> superseded.put(entry.file(), entry));
        Map<LakeFile, LakeListing.Entry> kept = new TreeMap<>(Comparator.comparing(LakeFile::name));
        for (Manifest manifest : manifests) {
            for (SnapshotFile file : manifest.files()) {
                if (superseded.containsKey(file.file())) {
                    kept.put(file.file(), superseded.get(file.file()));
                }
            }
        }
        return kept;
    }

    private Map<LakeFile, SnapshotFile> replacements(Map<LakeFile, LakeListing.Entry> kept, Steps steps) {
        Map<LakeFile, SnapshotFile> instead = new HashMap<>();
        if (kept.isEmpty()) {
            return instead;
        }
        List<HourKey> hours = kept.keySet().stream().map(LakeFile::hour).sorted().toList();
        Set<HourKey> deletions = deleted.apply(hours.getFirst(), hours.getLast());
        kept.forEach((file, entry) -> {
            if (deletions.contains(file.hour())) {
                MergeTask task = new MergeTask(List.of(entry));
                if (steps.isReplaceable(task)) {
                    steps.take(task.replacement().name(), () -> rewrite(task, instead));
                }
            }
        });
        return instead;
    }

    private void rewrite(MergeTask task, Map<LakeFile, SnapshotFile> instead) throws IOException {
        LakeFile file = task.files().getFirst().file();
        Optional<LakeFile> successor = plan.livePosts().stream()
                .map(LakeListing.Entry::file)
                .filter(live -> live.isBeside(file) && live.batches().equals(file.batches()))
                .findFirst();
        if (successor.isPresent()) {
            // A rewrite of the very same batches; to write a generation between the two would use a name twice.
            instead.put(file, described(successor.get()));
            return;
        }
        HidingFiles deletions = new HidingFiles(plan.hidingNewly(task).deletes(), List.of(), List.of());
        if (merger.merge(task, deletions, CompactPlan.ANY).isPresent()) {
            instead.put(file, described(task.replacement()));
        }
    }

    private SnapshotFile described(LakeFile file) throws IOException {
        long[] size = new long[1];
        store.list(file.name(), "", object -> {
            if (object.name().equals(file.name())) {
                size[0] = object.size();
            }
        });
        ParquetEnd end = ParquetEnd.read(store, file.name(), size[0]);
        return new SnapshotFile(file, size[0], Sha256.of(store, file.name(), size[0]), Optional.of(end));
    }

    private void redact(Snapshots snapshots, Manifest manifest, Map<LakeFile, SnapshotFile> instead, Tally tally) {
        List<SnapshotFile> files = manifest.files().stream()
                .map(file -> instead.getOrDefault(file.file(), file))
                .sorted(Comparator.comparing(file -> file.file().name()))
                .toList();
        long replaced = manifest.files().stream().filter(file -> instead.containsKey(file.file())).count();
        long rows = manifest.rows() - files.stream().mapToLong(SnapshotFile::rows).sum();
        List<Redaction> redactions = new ArrayList<>(manifest.redactions());
        redactions.add(new Redaction(now, replaced, rows));
        snapshots.put(new Manifest(manifest.createdAt(), manifest.state(), redactions, manifest.certificates(), files));
        LOG.info("{} has {} rows less in {} files", manifest.name().object(), rows, replaced);
        tally.redacted(rows);
    }
}
