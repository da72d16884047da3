package dev.skytrove.lake.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One listing of a {@link FileObjectStore}. Holds the entries of one directory of each depth at a time, and reads only
 * directories that may hold a name asked for.
 *
 * @param root the store's directory
 * @param prefix as {@link ObjectStore#list} has it
 * @param startAfter as {@link ObjectStore#list} has it
 * @param consumer as {@link ObjectStore#list} has it
 */
record FileListing(Path root, String prefix, String startAfter, Consumer<ObjectInfo> consumer) {
    void run() throws IOException {
        String directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        if (directory.isEmpty() || ObjectNames.isValid(directory.substring(0, directory.length() - 1))) {
            walk(directory);
        }
    }

    // A directory's name ends in a slash here, so that it sorts among its siblings as the names in it do.
    private void walk(String directory) throws IOException {
        for (var entry : entries(directory).entrySet()) {
            String name = entry.getKey();
            if (name.endsWith("/")) {
                if (mayHoldWanted(name)) {
                    walk(name);
                }
            } else if (name.startsWith(prefix) && ObjectNames.ORDER.compare(name, startAfter) > 0) {
                consumer.accept(entry.getValue());
            }
        }
    }

    private boolean mayHoldWanted(String directory) {
        boolean inPrefix = directory.startsWith(prefix) || prefix.startsWith(directory);
        boolean behind = ObjectNames.ORDER.compare(directory, startAfter) > 0 || startAfter.startsWith(directory);
        return inPrefix && behind;
    }

    private SortedMap<String, ObjectInfo> entries(String directory) throws IOException {
        SortedMap<String, ObjectInfo> entries = new TreeMap<>(ObjectNames.ORDER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path file : files) {
                add(directory, file, entries);
            }
        } catch (NoSuchFileException e) {
            // It vanished with its last object, or was never there.
            return entries;
        } catch (NotDirectoryException e) {
            // An object has its name; unless there is no store at all.
            StoreDirectory.require(root);
            return entries;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static void add(String directory, Path file, SortedMap<String, ObjectInfo> entries) throws IOException {
        String name = directory + file.getFileName();
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                entries.put(name, info(name, attributes));
            } else if (attributes.isDirectory() && !name.equals(FileTree.TEMPORARIES)) {
                entries.put(name + "/", info(name, attributes));
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            entries.remove(name);
        }
    }

    private static ObjectInfo info(String name, BasicFileAttributes attributes) {
        return new ObjectInfo(name, attributes.size(), attributes.lastModifiedTime().toInstant());
    }
}
