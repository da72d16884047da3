package dev.skytrove.lake.storage;

import dev.skytrove.lake.storage.StorageLocation.FileLocation;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where one store lies in another, however the two are written. Directories are looked at; nothing is changed. */
public final class StoragePlaces {
    private StoragePlaces() {}

    /**
     * What the names of one store's objects begin with in another; empty text if both are one place, empty if it is not in
     * there. Of two addresses of one S3 server, which nothing tells of here, it knows only that they differ.
     *
     * @param inner a {@link StorageLocation}
     * @param innerEnvironment the variables that it needs
     * @param outer another
     * @param outerEnvironment the variables of that
     * @throws IllegalArgumentException as {@link ObjectStores#open}
     */
    public static Optional<String> within(
            String inner, Map<String, String> innerEnvironment, String outer, Map<String, String> outerEnvironment) {
        return switch (StorageLocation.parse(inner)) {
            case FileLocation file when StorageLocation.parse(outer) instanceof FileLocation around ->
                within(file.directory(), around.directory());
            case S3Location s3 when StorageLocation.parse(outer) instanceof S3Location around
                    && s3.bucket().equals(around.bucket())
                    && s3.prefix().startsWith(around.prefix())
                    && server(innerEnvironment).equals(server(outerEnvironment)) ->
                Optional.of(s3.prefix().substring(around.prefix().length()));
            default -> Optional.empty();
        };
    }

    private static String server(Map<String, String> environment) {
        return S3Settings.of(environment).endpoint().replaceFirst("/+$", "").toLowerCase(Locale.ROOT);
    }

    // Compares what is there, not names: a directory may be reached through links, and be mounted twice.
    private static Optional<String> within(Path inner, Path outer) {
        try {
            Path real = real(inner);
            Path around = real(outer);
            for (Path path = real; path != null; path = path.getParent()) {
                if (path.equals(around) || (Files.exists(path) && Files.exists(around) && Files.isSameFile(path, around))) {
                    return Optional.of(path.relativize(real).toString());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be told where " + inner + " is: " + e.getMessage(), e);
        }
    }

    /** Without links, as far as it exists. */
    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : real(path.getParent()).resolve(path.getFileName());
    }
}
