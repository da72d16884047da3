package dev.skytrove.query;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hands files of the lake to DuckDB, so many at a time as there is room for on the local disk. */
final class LakeReader {
    /** So many are held on the local disk at a time. */
    private static final int MOST_FILES = 2000;

    /** So many are read by one statement, which holds the metadata of all of its files in memory. */
    private static final int MOST_FILES_AT_ONCE = 64;

    private final LocalFiles files;
    private final long groupBytes;
    private final Set<PlannedFile> read = new HashSet<>();

    /** @param groupBytes how many bytes may be read at a time; a larger file is read alone */
    LakeReader(LocalFiles files, long groupBytes) {
        this.files = files;
        this.groupBytes = groupBytes;
    }

    /**
     * Passes paths for {@code read_parquet(?)}, group after group.
     *
     * @throws dev.skytrove.query.files.LakeChangedException if a file is no longer there
     */
    void read(List<PlannedFile> planned, Consumer<List<String>> query) {
        read(planned, Long.MAX_VALUE, query);
    }

    /**
     * The same, the first {@code firstBytes} of each group before its rest. All of a group is brought onto the local
     * disk at once.
     */
    void read(List<PlannedFile> planned, long firstBytes, Consumer<List<String>> query) {
        for (List<PlannedFile> group : groups(planned)) {
            try (LocalFiles.Pinned pinned = files.pin(group)) {
                int first = filesOf(group, firstBytes);
                read(pinned, pinned.paths().subList(0, first), query);
                read(pinned, pinned.paths().subList(first, group.size()), query);
            }
            read.addAll(group);
        }
    }

    /** How many different files have been read. */
    int filesRead() {
        return read.size();
    }

    private static void read(LocalFiles.Pinned pinned, List<Path> paths, Consumer<List<String>> query) {
        List<String> patterns = paths.stream().map(DuckDb::pattern).toList();
        try {
            for (int i = 0; i < patterns.size(); i += MOST_FILES_AT_ONCE) {
                query.accept(patterns.subList(i, Math.min(i + MOST_FILES_AT_ONCE, patterns.size())));
            }
        } catch (QueryFailedException e) {
            pinned.requirePresent();
            throw e;
        }
    }

    /** How many files have so many bytes together. */
    private static int filesOf(List<PlannedFile> group, long bytes) {
        int count = 0;
        for (long sum = 0; count < group.size() && sum < bytes; count++) {
            sum += group.get(count).size();
        }
        return count;
    }

    private List<List<PlannedFile>> groups(List<PlannedFile> planned) {
        List<List<PlannedFile>> groups = new ArrayList<>();
        List<PlannedFile> group = new ArrayList<>();
        long bytes = 0;
        for (PlannedFile file : planned) {
            if (!group.isEmpty() && (bytes + file.size() > groupBytes || group.size() == MOST_FILES)) {
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
