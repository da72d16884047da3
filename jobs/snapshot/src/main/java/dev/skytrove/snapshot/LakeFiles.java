package dev.skytrove.snapshot;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LiveFiles;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All files of a lake as a listing saw them.
 *
 * @param sizes by file, the superseded ones among them
 */
record LakeFiles(Map<LakeFile, Long> sizes) {
    LakeFiles {
        sizes = Map.copyOf(sizes);
    }

    /** Lists posts first: whatever was flushed with a post to hide others is there then (I4). */
    static LakeFiles list(ObjectStore store) {
        Map<LakeFile, Long> sizes = new HashMap<>();
        for (Table table : List.of(Table.values()).reversed()) {
            store.list(LakeFile.prefix(table), "", object -> {
                try {
                    sizes.put(LakeFile.parse(object.name()), object.size());
                } catch (IllegalArgumentException foreign) {
                    // Other tools may keep files of theirs beside ours.
                }
            });
        }
        return new LakeFiles(sizes);
    }

    /**
     * Those that hold each row once.
     *
     * @throws dev.skytrove.lake.OverlappingFilesException if the lake is corrupt
     */
    List<LakeFile> live() {
        return LiveFiles.of(sizes.keySet());
    }
}
