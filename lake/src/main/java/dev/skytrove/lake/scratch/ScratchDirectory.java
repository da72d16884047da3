package dev.skytrove.lake.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process alone, which nobody else may enter. It is deleted when it is closed; one that a killed
 * process of the same user left behind is deleted by the next that starts. A lock tells the two apart, also among
 * containers that share the directory above: process numbers mean nothing there.
 */
public final class ScratchDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);
    private static final String LOCK = "lock";
    private static final String UNLOCKED = "lock.new";
    /** For its owner only: what {@code createTempDirectory} makes. */
    private static final int PRIVATE = 0700;

    private static final int PERMISSIONS = 0777;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Those of this process: to open and close a lock again would give it up. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private FileChannel lock;

    private ScratchDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one, and deletes those that were left behind.
     *
     * @param parent where; made if it is missing
     * @param prefix what its name begins with, the same for all of its kind, for example {@code skytrove-flush-}
     * @throws UncheckedIOException if it cannot be made, or if other users could exchange files in {@code parent}; the
     *     message says which
     */
    public static ScratchDirectory in(Path parent, String prefix) {
        try {
            ScratchParent prepared = ScratchParent.prepare(parent);
            Path path = makeChecked(prepared, prefix);
            ScratchDirectory made = new ScratchDirectory(path, hold(path));
            deleteAbandoned(prepared.real(), prefix, ScratchParent.owner(path));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no files can be put below " + parent + ": " + e.getMessage(), e);
        }
    }

    /** Where it is: absolute, with no link in it. */
    public Path path() {
        return path;
    }

    /**
     * Makes it again, empty, if somebody deleted it.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public synchronized void restore() {
        if (Files.exists(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            lock.close();
            ScratchParent.prepare(path.getParent());
            Files.createDirectories(path, OWNER_ONLY);
            lock = hold(path);
            LOG.info("{} was deleted, and is made again", path);
        } catch (IOException e) {
            throw new UncheckedIOException("no files can be put below " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try (FileChannel _ = lock) {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("files cannot be deleted below " + path + ": " + e.getMessage(), e);
        } finally {
            OWN.remove(path);
        }
    }

    // Only a file of its own tells a process who it is.
    private static Path makeChecked(ScratchParent parent, String prefix) throws IOException {
        Path path = Files.createTempDirectory(parent.real(), prefix);
        try {
            parent.check(ScratchParent.owner(path));
            return path;
        } catch (IOException e) {
            Files.delete(path);
            throw e;
        }
    }

    // The lock gets its name when it is held: one that is there and not held was left behind.
    private static FileChannel hold(Path path) throws IOException {
        OWN.add(path);
        Path unlocked = path.resolve(UNLOCKED);
        FileChannel lock = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new IOException(path + " cannot be locked");
            }
            Files.move(unlocked, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void deleteAbandoned(Path parent, String prefix, int user) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                parent, entry -> entry.getFileName().toString().startsWith(prefix))) {
            for (Path entry : entries) {
                deleteIfAbandoned(entry, user);
            }
        }
    }

    private static void deleteIfAbandoned(Path entry, int user) {
        try {
            if (OWN.contains(entry) || !isOf(user, entry)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(
                            entry.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    delete(entry);
                    LOG.info("deleted {}, which a killed process left behind", entry);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is being made, or was deleted meanwhile", entry);
        } catch (IOException e) {
            LOG.warn("a killed process left {} behind, which cannot be deleted: {}", entry, e.toString());
        }
    }

    // A link, or a directory that others may enter, is none of ours, whatever its name.
    private static boolean isOf(int user, Path entry) throws IOException {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && ScratchParent.owner(entry) == user
                && (ScratchParent.mode(entry) & PERMISSIONS) == PRIVATE;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new Deletion(directory, directory.resolve(LOCK)));
    }

    /** Follows no link: it is deleted itself. The lock goes last, else nobody would delete what a kill then leaves. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final Path lock;

        private Deletion(Path directory, Path lock) {
            this.directory = directory;
            this.lock = lock;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.equals(lock)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            if (visited.equals(directory)) {
                Files.deleteIfExists(lock);
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
