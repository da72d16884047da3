package dev.skytrove.lake.storage;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StorageLocation.FileLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Objects as the files of a directory, the name being the path. Unlike in a bucket {@code a} and {@code a/b} cannot
 * both be there: putting the second is refused. Symbolic links inside the directory are no objects.
 *
 * <p>A directory is there while it holds an object; {@link FileTree} makes and removes them.
 */
final class FileObjectStore implements ObjectStore {
    private final FileLocation location;
    private final FileTree tree;

    FileObjectStore(FileLocation location) {
        this.location = location;
        this.tree = new FileTree(location.directory());
    }

    @Override
    public void put(String name, Path file) {
        store(name, out -> Files.copy(file, out));
    }

    @Override
    public void put(String name, byte[] content) {
        store(name, out -> out.write(content));
    }

    @Override
    public boolean putIfAbsent(String name, Path file) {
        Path target = path(name);
        boolean[] placed = {false};
        try {
            AtomicFile.write(
                    tree.temporaries(),
                    channel -> writeDurably(channel, out -> Files.copy(file, out)),
                    written -> placed[0] = tree.placeIfAbsent(written, target));
            return placed[0];
        } catch (IOException e) {
            throw failed("put", name, e);
        }
    }

    @Override
    public byte[] get(String name, DataSize limit) {
        Path path = path(name);
        try (FileChannel channel = open(name, path)) {
            long size = channel.size();
            if (size > limit.bytes()) {
                throw StorageException.tooLarge(name, size, limit);
            }
            return Channels.newInputStream(channel).readAllBytes();
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public byte[] read(String name, long offset, int length) {
        Path path = path(name);
        try (FileChannel channel = open(name, path)) {
            long there = Math.clamp(channel.size() - offset, 0, length);
            ByteBuffer part = ByteBuffer.allocate((int) there);
            int count = 0;
            while (part.hasRemaining() && count >= 0) {
                count = channel.read(part, offset + part.position());
            }
            return Arrays.copyOf(part.array(), part.position());
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public void download(String name, Path target) {
        Path path = path(name);
        try (FileChannel source = open(name, path)) {
            AtomicFile.write(target, channel -> source.transferTo(0, source.size(), channel));
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public void list(String prefix, String startAfter, Consumer<ObjectInfo> consumer) {
        try {
            new FileListing(location.directory(), prefix, startAfter, consumer).run();
        } catch (IOException | InvalidPathException e) {
            throw failed("list", prefix, e);
        }
    }

    @Override
    public void delete(Collection<String> names) {
        List<String> checked = names.stream().map(ObjectNames::check).toList();
        Set<Path> directories = new LinkedHashSet<>();
        for (String name : checked) {
            try {
                Path path = path(name);
                if (isObject(path)) {
                    Files.deleteIfExists(path);
                    directories.add(path.getParent());
                }
            } catch (IOException e) {
                throw failed("delete", name, e);
            }
        }
        directories.forEach(this::prune);
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private void store(String name, AtomicFile.Action<OutputStream> content) {
        Path target = path(name);
        try {
            Path temporaries = tree.temporaries();
            AtomicFile.write(temporaries, channel -> writeDurably(channel, content), file -> tree.place(file, target));
        } catch (IOException e) {
            throw failed("put", name, e);
        }
    }

    private static void writeDurably(FileChannel channel, AtomicFile.Action<OutputStream> content) throws IOException {
        content.run(Channels.newOutputStream(channel));
        channel.force(true);
    }

    private void prune(Path directory) {
        try {
            tree.prune(directory);
        } catch (IOException e) {
            throw failed("delete", directory.toString(), e);
        }
    }

    private Path path(String name) {
        try {
            Path path = location.directory().resolve(ObjectNames.check(name));
            if (tree.isTemporary(path)) {
                throw new IllegalArgumentException("a name of the store's own: '" + name + "'");
            }
            return path;
        } catch (InvalidPathException e) {
            throw failed("use the name", name, e);
        }
    }

    private FileChannel open(String name, Path path) throws IOException {
        if (!isObject(path)) {
            StoreDirectory.require(location.directory());
            throw new ObjectNotFoundException(name);
        }
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException deletedMeanwhile) {
            throw new ObjectNotFoundException(name);
        }
    }

    private static boolean isObject(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // "Not a directory" has no type of its own.
            if (Files.isDirectory(path.getParent())) {
                throw e;
            }
            return false;
        }
    }

    private StorageException failed(String action, String name, Exception e) {
        String message = "cannot %s '%s' in %s: %s".formatted(action, name, location, e);
        return new StorageException(message, e);
    }
}
