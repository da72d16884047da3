package dev.skytrove.query.read;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file of the lake on the local disk.
 *
 * @param planned which one
 * @param path where it is
 */
public record LocalFile(PlannedFile planned, Path path) {
    /** Their paths, for {@code read_parquet(?)}. */
    public static List<String> patterns(List<LocalFile> files) {
        return files.stream().map(file -> DuckDb.pattern(file.path())).toList();
    }

    /** Those that are pinned. */
    static List<LocalFile> list(List<PlannedFile> planned, LocalFiles.Pinned pinned) {
        return IntStream.range(0, planned.size())
                .mapToObj(i -> new LocalFile(planned.get(i), pinned.paths().get(i)))
                .toList();
    }
}
