package dev.skytrove.flush;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files lie until they are in the bucket. Deleted at the end of a run; what a killed run left behind is deleted
 * by the next one on the same machine.
 *
 * @param path the directory, empty at first and readable by its owner only
 */
record WorkDirectory(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);
    private static final String PREFIX = "skytrove-flush-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-.*");

    /** @throws UncheckedIOException if {@code parent} cannot be written */
    static WorkDirectory create(Path parent) {
        long own = ProcessHandle.current().pid();
        try {
            Files.createDirectories(parent);
            leftBehind(parent, own).forEach(WorkDirectory::deleteIfAllowed);
            return new WorkDirectory(Files.createTempDirectory(parent, PREFIX + own + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("files cannot be written below " + parent, e);
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("files cannot be deleted below " + path, e);
        }
    }

    // In a container each process may have the same ID: a directory with our own is not ours either.
    private static List<Path> leftBehind(Path parent, long own) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> isLeftBehind(entry.getFileName().toString(), own)).toList();
        }
    }

    private static boolean isLeftBehind(String name, long own) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return false;
        }
        long owner = Long.parseLong(matcher.group(1));
        return owner == own || ProcessHandle.of(owner).isEmpty();
    }

    private static void deleteIfAllowed(Path left) {
        try {
            delete(left);
        } catch (IOException e) {
            LOG.warn("a killed flush left {} behind, which cannot be deleted: {}", left, e.toString());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
