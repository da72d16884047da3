package dev.skytrove.query.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this process alone, deleted when it is closed; one that a killed process left behind is deleted by the
 * next that starts. A lock tells the two apart.
 */
final class ScratchDirectory implements AutoCloseable {
    private static final String PREFIX = "scratch-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private ScratchDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes one below {@code root}. */
    static ScratchDirectory in(Path root) {
        try {
            Files.createDirectories(root);
            deleteAbandoned(root);
            Path path = Files.createTempDirectory(root, PREFIX);
            FileChannel lock = open(path);
            if (lock.tryLock() == null) {
                throw new IOException("another process holds " + path);
            }
            return new ScratchDirectory(path, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (lock) {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAbandoned(Path root) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path directory : directories) {
                deleteIfAbandoned(directory);
            }
        }
    }

    private static void deleteIfAbandoned(Path directory) throws IOException {
        // A directory without a lock file is one that another process is just making.
        if (!Files.exists(directory.resolve(LOCK))) {
            return;
        }
        try (FileChannel channel = open(directory);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(directory);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Held by this process, or deleted meanwhile.
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        return FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
