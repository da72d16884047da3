package dev.skytrove.query.files;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies in a directory. What is there is all there is to know, so that processes can share it and a killed one
 * leaves nothing behind that is taken for a copy.
 */
final class CacheFolder {
    /** Of a copy of which nothing tells how long it is. */
    static final long ANY_SIZE = -1;

    private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);

    private static final String PART = ".part";
    private static final Duration PART_LIFETIME = Duration.ofHours(1);

    private final Path directory;
    private final Clock clock;

    private CacheFolder(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** That of a lake, which is made if it does not exist. Those of other lakes may be beside it. */
    static CacheFolder of(ObjectStore store, CacheSettings settings, Clock clock) {
        UUID lake = UUID.nameUUIDFromBytes(store.location().getBytes(StandardCharsets.UTF_8));
        Path directory = settings.directory().resolve("files-" + lake);
        try {
            return new CacheFolder(PrivateDirectory.make(directory), clock);
        } catch (IOException e) {
            throw PrivateDirectory.unusable(directory, e);
        }
    }

    Path directory() {
        return directory;
    }

    /** A name that nobody else writes to, for a copy that is under way. The directory is made again if it is gone. */
    Path newPart() {
        try {
            return PrivateDirectory.make(directory).resolve(UUID.randomUUID() + PART);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the copy is there with this length; marks it as used now. */
    boolean use(Path copy, long size) {
        try {
            BasicFileAttributes there = Files.readAttributes(copy, BasicFileAttributes.class);
            if (!there.isRegularFile() || (size != ANY_SIZE && there.size() != size)) {
                return false;
            }
            Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for content in memory. */
    void publish(byte[] content, Path target) throws IOException {
        Path part = newPart();
        try {
            Files.write(part, content);
            publish(part, target);
        } finally {
            delete(part);
        }
    }

    /** Makes a finished part the copy, atomically. */
    void publish(Path part, Path copy) {
        try {
            clear(copy);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No file can replace a directory that somebody made under its name. Links in it are deleted, and never followed. */
    private void clear(Path copy) throws IOException {
        if (directory.equals(copy.getParent()) && Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
            log.warn("{} is a directory, and is deleted: a copy has its place", copy);
            Files.walkFileTree(copy, new TreeDeletion());
        }
    }

    /** Another process may do the same. */
    private static final class TreeDeletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
        }
    }

    /**
     * Deletes the copies used longest ago until all of them have at most {@code target} bytes.
     *
     * @param pinned the copies that must stay
     * @return how many bytes there are now, which is more than {@code target} if too much is pinned
     */
    long shrink(long target, Predicate<Path> pinned) {
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::size).sum();
        for (Copy copy : copies) {
            if (total <= target) {
                break;
            }
            if (!pinned.test(copy.path)) {
                delete(copy.path);
                delete(CopySums.of(copy.path));
                total -= copy.size;
            }
        }
        return total;
    }

    /** Deletes the parts that killed processes left. */
    void deleteOldParts() {
        copies();
    }

    private List<Copy> copies() {
        List<Copy> copies = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                add(path, copies);
            }
        } catch (NoSuchFileException e) {
            // Somebody deleted the directory, as anybody may.
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copies.sort(Comparator.comparing(Copy::used));
        return copies;
    }

    private void add(Path path, List<Copy> copies) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Instant used = attributes.lastModifiedTime().toInstant();
            boolean part = path.toString().endsWith(PART);
            boolean passing = part || CopySums.isSum(path);
            if (passing && used.isBefore(clock.instant().minus(PART_LIFETIME)) && !CopySums.isNeeded(path)) {
                delete(path);
            } else if (!passing && attributes.isRegularFile()) {
                copies.add(new Copy(path, attributes.size(), used));
            }
        } catch (NoSuchFileException e) {
            // Another process was quicker.
        }
    }

    /** Deletes a file; one that is not there is no error. */
    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // It is no file of ours. It goes when one takes its place.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Copy(Path path, long size, Instant used) {}
}
