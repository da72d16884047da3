package dev.skytrove.query.dead;

import dev.skytrove.query.files.PlannedFile;
import java.util.ArrayList;
import java.util.List;

/** Splits files into groups that are read at once. */
final class FileGroups {
    private FileGroups() {}

    /** Groups of at most so many files and bytes, in order; a larger file is a group by itself. */
    static List<List<PlannedFile>> of(List<PlannedFile> files, int mostFiles, long mostBytes) {
        List<List<PlannedFile>> groups = new ArrayList<>();
        List<PlannedFile> group = new ArrayList<>();
        long bytes = 0;
        for (PlannedFile file : files) {
            if (!group.isEmpty() && (group.size() == mostFiles || bytes + file.size() > mostBytes)) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(file);
            bytes += file.size();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
