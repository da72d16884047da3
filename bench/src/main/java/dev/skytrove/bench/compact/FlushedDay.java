package dev.skytrove.bench.compact;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.parquet.TableReader;
import dev.skytrove.lake.parquet.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** Copies a made-up day into a lake of its own, in files as a flush writes them, and says that all were flushed long ago. */
final class FlushedDay {
    private static final String STATE =
            "{\"version\":1,\"batch\":1000000,\"cursor\":1,\"source\":\"bench\",\"saved_at\":\"2099-01-01T00:00:00Z\"}";

    private FlushedDay() {}

    /** Replaces what is at {@code target}. */
    static void copy(Path source, Path target) throws IOException {
        delete(target);
        for (Path file : files(source)) {
            String name = source.relativize(file).toString();
            Path copy = target.resolve(name);
            Files.createDirectories(copy.getParent());
            copy(LakeFile.parse(name), file, copy);
        }
        Path state = target.resolve("state/flush.json");
        Files.createDirectories(state.getParent());
        Files.writeString(state, STATE, StandardCharsets.UTF_8);
    }

    /** All files below a folder that are in it, its folders included. */
    static List<Path> files(Path storage) throws IOException {
        try (Stream<Path> tree = Files.walk(storage.resolve("lake"))) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(LakeFile name, Path source, Path target) throws IOException {
        try (TableReader reader = TableReader.open(name.table(), source);
                TableWriter writer = TableWriter.open(name, target)) {
            for (Optional<GenericRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                writer.write(row.get());
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
