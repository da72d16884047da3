package dev.skytrove.bench.flush;

import dev.skytrove.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How large a lake on the local disk is.
 *
 * @param bytes of the Parquet files of each table that has any
 */
record FlushedLake(Map<Table, Long> bytes) {
    /** Looks at the files below {@code storage}. */
    static FlushedLake of(Path storage) throws IOException {
        Map<Table, Long> bytes = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            long size = size(storage.resolve("lake").resolve(table.label()));
            if (size > 0) {
                bytes.put(table, size);
            }
        }
        return new FlushedLake(bytes);
    }

    /** All tables together. */
    long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
