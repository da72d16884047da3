package dev.skytrove.snapshot;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All files of a lake as listings saw them.
 *
 * @param sizes by file, the superseded ones among them
 * @param live those that hold each row once
 * @param superseded the others
 */
record LakeFiles(Map<LakeFile, Long> sizes, List<LakeFile> live, List<LakeFile> superseded) {
    /**
     * Lists posts first: whatever was flushed with a post to hide others is there then (I4).
     *
     * @throws dev.skytrove.lake.OverlappingFilesException if the lake is corrupt
     */
    static LakeFiles list(ObjectStore store) {
        Map<LakeFile, Long> sizes = new HashMap<>();
        List<LakeFile> live = new ArrayList<>();
        List<LakeFile> superseded = new ArrayList<>();
        for (Table table : List.of(Table.values()).reversed()) {
            LakeListing listing = LakeListing.of(store, table);
            add(listing.live(), live, sizes);
            add(listing.superseded(), superseded, sizes);
        }
        return new LakeFiles(sizes, live, superseded);
    }

    private static void add(List<LakeListing.Entry> entries, List<LakeFile> files, Map<LakeFile, Long> sizes) {
        for (LakeListing.Entry entry : entries) {
            files.add(entry.file());
            sizes.put(entry.file(), entry.size());
        }
    }
}
