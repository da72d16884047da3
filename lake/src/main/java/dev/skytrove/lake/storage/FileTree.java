package dev.skytrove.lake.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories of a {@link FileObjectStore}: made when an object needs them, removed when empty. Several processes
 * may do both at once.
 */
final class FileTree {
    private static final Logger log = LoggerFactory.getLogger(FileTree.class);

    /** Where unfinished objects are, in the root; a listing does not see it. */
    static final String TEMPORARIES = ".skytrove-tmp";

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int ATTEMPTS = 1000;

    private final Path root;
    private final AtomicBoolean swept = new AtomicBoolean();

    FileTree(Path root) {
        this.root = root;
    }

    boolean isTemporary(Path path) {
        return path.startsWith(root.resolve(TEMPORARIES));
    }

    /** The directory for unfinished objects; removes, once, what killed processes left there. */
    Path temporaries() throws IOException {
        Path directory = root.resolve(TEMPORARIES);
        makeDirectories(directory);
        if (swept.compareAndSet(false, true)) {
            sweep(directory, FileTime.from(Clock.systemUTC().instant().minus(ABANDONED)));
        }
        return directory;
    }

    /** Gives a written file its name for good, making the directories that it needs. */
    void place(Path written, Path target) throws IOException {
        place(written, target, () -> AtomicFile.replace(written, target));
    }

    /** The same unless something has the name, which then stays; returns whether nothing had. */
    boolean placeIfAbsent(Path written, Path target) throws IOException {
        try {
            // Unlike a move, a link never replaces.
            place(written, target, () -> Files.createLink(target, written));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(target)) {
                throw e;
            }
            return false;
        }
    }

    /** What gives a file its name. */
    @FunctionalInterface
    private interface Naming {
        void run() throws IOException;
    }

    private void place(Path written, Path target, Naming naming) throws IOException {
        for (int attempt = 1; !tryPlace(written, target, naming); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IOException("its directory was removed " + ATTEMPTS + " times");
            }
        }
        force(target.getParent());
    }

    /** Removes a directory and those above it as far as they are empty, and makes that durable. */
    void prune(Path directory) throws IOException {
        Path left = directory;
        while (!left.equals(root) && removeIfEmpty(left)) {
            left = left.getParent();
        }
        force(left);
    }

    private boolean tryPlace(Path written, Path target, Naming naming) throws IOException {
        try {
            makeDirectories(target.getParent());
            naming.run();
            return true;
        } catch (NoSuchFileException e) {
            // Another process removed the directory while it was empty.
            if (Files.exists(written)) {
                return false;
            }
            throw e;
        }
    }

    // Who removes a directory makes that durable in the one above.
    private static void force(Path directory) throws IOException {
        try {
            AtomicFile.forceDirectory(directory);
        } catch (NoSuchFileException e) {
            log.debug("{} was removed meanwhile", directory, e);
        }
    }

    private void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        makeDirectories(directory.getParent());
        try {
            Files.createDirectory(directory);
            AtomicFile.forceDirectory(directory.getParent());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    private static boolean removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private static void sweep(Path directory, FileTime limit) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
