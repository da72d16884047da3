package dev.skytrove.lake.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Tells a directory that is not there yet, which the first object makes, from a path that can be no store. */
final class StoreDirectory {
    private StoreDirectory() {}

    /** @throws IOException if there can be no store in a directory */
    static void require(Path directory) throws IOException {
        Optional<String> fault = fault(directory);
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
    }

    /**
     * Why there can be no store in a directory; empty if there can be one.
     *
     * @param directory absolute and normalised
     */
    static Optional<String> fault(Path directory) {
        Path path = directory.getRoot();
        try {
            for (Path name : directory) {
                path = path.resolve(name);
                if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                    return Optional.of(path + " is no directory");
                }
                if (!Files.isExecutable(path)) {
                    return Optional.of(path + " may not be entered by this user");
                }
            }
            return Files.isReadable(directory) ? Optional.empty() : Optional.of(path + " may not be read by this user");
        } catch (NoSuchFileException e) {
            return Files.isSymbolicLink(path) ? Optional.of(path + " is a link to nothing") : Optional.empty();
        } catch (FileSystemException e) {
            // Linux has no words for some, such as a link of /proc to another user's files.
            return Optional.of(path + (e.getReason() == null ? " may not be used by this user" : ": " + e.getReason()));
        } catch (IOException e) {
            return Optional.of(path + ": " + e.getMessage());
        }
    }
}
