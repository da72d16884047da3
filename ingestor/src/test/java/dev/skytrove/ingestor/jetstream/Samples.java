package dev.skytrove.ingestor.jetstream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data of the real network. */
final class Samples {
    private Samples() {}

    /** The bytes of the first wire's dictionary; skips the test where there are none. */
    static byte[] dictionaryBytes() throws IOException {
        Path file = ProjectPaths.find().recording().resolveSibling("zstd_dictionary");
        assumeTrue(Files.exists(file), "no dictionary at " + file);
        return Files.readAllBytes(file);
    }

    static ZstdDictionary dictionary() throws IOException {
        return ZstdDictionary.of(dictionaryBytes());
    }
}
