package dev.skytrove.bench.search;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.IndexBuilder;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.lake.index.MonthIndexBuilder;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The word indexes of a lake, as {@code compact --rewrite} writes them: of the files that were merged. */
final class LakeIndexes {
    private final Path storage;

    /** @param storage the directory of the lake */
    LakeIndexes(Path storage) {
        this.storage = storage;
    }

    /** Writes that of each day, and of each month that is over at a time. */
    void write(Instant end) throws IOException {
        Map<YearMonth, List<IndexFile>> months = new TreeMap<>();
        Map<Instant, List<LakeFile>> files = mergedFiles();
        for (Map.Entry<Instant, List<LakeFile>> day : files.entrySet()) {
            IndexFile index = new IndexFile(day.getKey(), 0, IndexFile.fingerprint(day.getValue()));
            write(day.getValue(), index);
            months.computeIfAbsent(MonthIndex.month(day.getKey()), month -> new ArrayList<>()).add(index);
        }
        for (Map.Entry<YearMonth, List<IndexFile>> month : months.entrySet()) {
            if (!MonthIndex.end(month.getKey()).isAfter(end)) {
                List<LakeFile> all = month.getValue().stream()
                        .flatMap(day -> files.get(day.day()).stream())
                        .toList();
                write(new MonthIndex(month.getKey(), 0, IndexFile.fingerprint(all)), month.getValue());
            }
        }
    }

    private void write(MonthIndex month, List<IndexFile> days) throws IOException {
        MonthIndexBuilder.write(
                days.stream().map(day -> storage.resolve(day.name())).toList(),
                storage.resolve(month.name(MonthIndex.Part.WORDS)),
                storage.resolve(month.name(MonthIndex.Part.POSTINGS)));
    }

    private Map<Instant, List<LakeFile>> mergedFiles() {
        try (ObjectStore store = ObjectStores.open("file://" + storage, Map.of())) {
            return LakeListing.of(store, Table.POSTS).live().stream()
                    .map(LakeListing.Entry::file)
                    .filter(file -> file.batches().first() < file.batches().last())
                    .collect(Collectors.groupingBy(
                            file -> file.hour().day(), TreeMap::new, Collectors.toList()));
        }
    }

    private void write(List<LakeFile> files, IndexFile index) throws IOException {
        Path target = storage.resolve(index.name());
        Files.createDirectories(target.getParent());
        try (IndexBuilder builder = new IndexBuilder(target.getParent())) {
            for (LakeFile file : files) {
                builder.add(file, storage.resolve(file.name()));
            }
            builder.write(target);
        }
    }
}
