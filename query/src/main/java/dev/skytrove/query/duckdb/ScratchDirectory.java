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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process alone, deleted when it is closed; one that a killed process left behind is deleted by the
 * next that starts. A lock tells the two apart.
 */
final class ScratchDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScratchDirectory.class);
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final String PREFIX = "scratch-";
    private static final String LOCK = "lock";

    private final Path path;
    private FileChannel lock;

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

    /** Makes it again if somebody deleted it. */
    synchronized void restore() {
        if (Files.exists(path.resolve(LOCK))) {
            return;
        }
        try {
            release();
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PRIVATE));
            lock = open(path);
            if (lock.tryLock() == null) {
                throw new IOException("another process holds " + path);
            }
            log.info("{} was deleted, and is made again", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lock.close();
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
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
