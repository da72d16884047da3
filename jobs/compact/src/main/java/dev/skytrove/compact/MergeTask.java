package dev.skytrove.compact;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.query.files.PlannedFile;
import java.util.List;

/**
 * The files of one table, hour and series that one file may replace.
 *
 * @param files live and settled, the first of the hour's, in the order of their batches; at least one
 */
record MergeTask(List<LakeListing.Entry> files) {
    MergeTask {
        files = List.copyOf(files);
    }

    /** Whether a name is left for a file that takes their place. */
    boolean isReplaceable() {
        return files.size() > 1 || files.getFirst().file().generation() < LakeFile.LAST_GENERATION;
    }

    /** The file that takes their place. */
    LakeFile replacement() {
        return LakeFile.replacing(files.stream().map(LakeListing.Entry::file).toList());
    }

    Table table() {
        return files.getFirst().file().table();
    }

    HourKey hour() {
        return files.getFirst().file().hour();
    }

    /** Their size. */
    long bytes() {
        return files.stream().mapToLong(LakeListing.Entry::size).sum();
    }

    List<PlannedFile> planned() {
        return planned(files);
    }

    static List<PlannedFile> planned(List<LakeListing.Entry> entries) {
        return entries.stream().map(entry -> new PlannedFile(entry.file(), entry.size())).toList();
    }
}
