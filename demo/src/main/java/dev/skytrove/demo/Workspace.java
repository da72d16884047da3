package dev.skytrove.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a run: Redis' data, the processes' logs, the cache and, by default, the lake. */
final class Workspace implements AutoCloseable {
    private final Path root;
    private final boolean kept;

    private Workspace(Path root, boolean kept) {
        this.root = root;
        this.kept = kept;
    }

    /** A directory that {@link #close} removes. */
    static Workspace temporary() throws IOException {
        return new Workspace(Files.createTempDirectory("skytrove-demo-"), false);
    }

    /**
     * A directory that stays.
     *
     * @param mustBeNew refuses one that has something in it
     */
    static Workspace kept(Path directory, boolean mustBeNew) throws IOException, DemoUsageException {
        Path root = Files.createDirectories(directory.toAbsolutePath());
        try (Stream<Path> content = Files.list(root)) {
            if (mustBeNew && content.findAny().isPresent()) {
                throw new DemoUsageException("--keep needs a new or empty directory, not '" + directory + "'");
            }
        }
        return new Workspace(root, true);
    }

    /** A directory below it, made if absent. */
    Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log of a process. */
    Path log(String process) {
        return directory("logs").resolve(process + ".log");
    }

    @Override
    public void close() {
        if (kept || !Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
