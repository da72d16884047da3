package dev.skytrove.query.files;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.parquet.FeatureRange;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which features of posts a lake has, and of which values. Only the ends of files are read, each once: of the newest file of each
 * batch, and of the files of the newest hours. All methods may be called from any thread.
 */
public final class KnownFeatures {
    /** Of so many of the newest hours' files values count, and of so many batches. */
    private static final int MOST_FILES = 64;

    private static final Logger log = LoggerFactory.getLogger(KnownFeatures.class);

    private static final Comparator<PlannedFile> NEWEST_FIRST = Comparator.comparing(
                    (PlannedFile file) -> file.file().hour())
            .thenComparingLong(file -> file.file().batches().last())
            .reversed();

    private final ObjectStore store;
    private final Map<PlannedFile, List<FeatureRange>> read = new LinkedHashMap<>();

    /** Those of the lake in a store. */
    public KnownFeatures(ObjectStore store) {
        this.store = store;
    }

    /**
     * All features, by name.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the store fails
     */
    public List<FeatureRange> list() {
        Map<PlannedFile, CompletableFuture<List<FeatureRange>>> ends = new LinkedHashMap<>();
        for (PlannedFile file : looked()) {
            List<FeatureRange> known = known(file);
            ends.put(file, known == null ? FilePlan.begin(() -> read(file)) : CompletableFuture.completedFuture(known));
        }
        Map<PlannedFile, List<FeatureRange>> all = new LinkedHashMap<>();
        ends.forEach((file, end) -> all.put(file, Waits.await(end)));
        remember(all);
        Map<String, FeatureRange> features = new TreeMap<>();
        all.values().forEach(ranges -> ranges.forEach(range -> features.merge(range.name(), range, FeatureRange::plus)));
        return List.copyOf(features.values());
    }

    /** All files of a batch have the same columns. */
    private Set<PlannedFile> looked() {
        List<PlannedFile> files = LakeListing.of(store, Table.FEATURES).live().stream()
                .map(entry -> new PlannedFile(entry.file(), entry.size()))
                .sorted(NEWEST_FIRST)
                .toList();
        Map<Batch, PlannedFile> batches = new LinkedHashMap<>();
        files.forEach(file -> batches.putIfAbsent(Batch.of(file.file()), file));
        Set<PlannedFile> looked = new LinkedHashSet<>(files.subList(0, Math.min(MOST_FILES, files.size())));
        looked.addAll(new ArrayList<>(batches.values()).subList(0, Math.min(MOST_FILES, batches.size())));
        return looked;
    }

    private record Batch(Series series, BatchRange batches) {
        static Batch of(LakeFile file) {
            return new Batch(file.series(), file.batches());
        }
    }

    /** Of a file that cannot be read nothing is known. */
    private List<FeatureRange> read(PlannedFile file) {
        try {
            return FeatureRange.read(store, file.file().name(), file.size());
        } catch (IOException | ObjectNotFoundException e) {
            log.warn("{} tells nothing of its features: {}", file.file().name(), e.getMessage());
            return List.of();
        }
    }

    private synchronized List<FeatureRange> known(PlannedFile file) {
        return read.get(file);
    }

    /** Only what was looked at now. */
    private synchronized void remember(Map<PlannedFile, List<FeatureRange>> all) {
        read.clear();
        read.putAll(all);
    }
}
