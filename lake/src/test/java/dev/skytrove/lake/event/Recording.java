package dev.skytrove.lake.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The recording of real events that stands beside the project, where it does. */
public final class Recording {
    private Recording() {}

    /** Its frames in delivery order; skips the test where there is none. */
    public static List<byte[]> frames() {
        List<byte[]> frames = framesIfThere();
        Assumptions.assumeFalse(frames.isEmpty(), "no recording at ../shared/data/jetstream/events.jsonl");
        return frames;
    }

    /** Its frames in delivery order; empty where there is none. */
    public static List<byte[]> framesIfThere() {
        return Files.isRegularFile(file()) ? frames(file()) : List.of();
    }

    /** Where it is. */
    public static Path file() {
        return projectRoot().resolveSibling("shared/data/jetstream/events.jsonl");
    }

    private static List<byte[]> frames(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the checkout. */
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn")) || !Files.exists(folder.resolve("pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
