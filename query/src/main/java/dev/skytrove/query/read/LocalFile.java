package dev.skytrove.query.read;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.files.FilePart;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.PlannedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file of the lake on the local disk, or a part of it.
 *
 * @param planned which one
 * @param part what of it
 */
public record LocalFile(PlannedFile planned, FilePart part) {
    /** Where it is. */
    public Path path() {
        return part.path();
    }

    /** Their paths, for {@code read_parquet(?)}. */
    public static List<String> patterns(List<LocalFile> files) {
        return files.stream().map(file -> DuckDb.pattern(file.path())).toList();
    }

    /** Those that are pinned. */
    static List<LocalFile> list(List<PlannedFile> planned, LocalFiles.Pinned pinned) {
        return IntStream.range(0, planned.size())
                .mapToObj(i -> new LocalFile(planned.get(i), FilePart.whole(pinned.paths().get(i))))
                .toList();
    }
}
